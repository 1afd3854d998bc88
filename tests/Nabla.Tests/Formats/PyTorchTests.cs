using System.Buffers.Binary;
using System.Text;
using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Layers;

namespace Nabla.Tests.Formats;

/// <summary>Files for PyTorch: names, types, what does not fit, and every bit back. <see cref="PyTorchAgreementTests"/> asks PyTorch itself.</summary>
public sealed class PyTorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["model.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_have_the_names_and_shapes_of_a_state_dict()
    {
        Some.Model(Network()).SavePyTorch(Path);
        var (metadata, tensors) = Safetensors.Read(File.ReadAllBytes(Path), "m");
        Assert.Equal("pytorch", metadata["nabla.names"]);
        Assert.Equal(
            [
                "0.weight [3, 4] F32", "0.bias [3] F32", "1.weight [3] F32", "1.bias [3] F32", "3.0.weight [3, 3] F32", "3.0.bias [3] F32",
                "3.1.weight [3] F32", "3.1.bias [3] F32", "4.weight [2, 3] F32", "4.bias [2] F32",
                "1.running_mean [3] F32", "1.running_var [3] F32", "3.1.running_mean [3] F32", "3.1.running_covariance [3, 3] F32", "1.num_batches_tracked [] I64",
            ],
            tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}] {tensor.Type}"));
    }

    [Fact]
    public void Every_layer_comes_back_to_the_bit()
    {
        foreach (var layerCase in LayerCases.All)
        {
            var model = Some.Model(Drawn(new(new Linear(3, 4), layerCase.Create(4, 4), new Linear(4, 2))));
            model.SavePyTorch(Path);
            Assert.Equal(model.ToBytes(), Model.Load(Path).ToBytes());

            var network = new Network(new Linear(3, 4), layerCase.Create(4, 4), new Linear(4, 2));
            Some.Model(network).LoadStateDict(Path);
            network.RequireInitialized();
            Assert.Equal(model.Network.Parameters.Fingerprint(), network.Parameters.Fingerprint());
            Assert.Equal(model.Network.Parameters.StatisticsFingerprint(), network.Parameters.StatisticsFingerprint());
        }
    }

    [Fact]
    public void Schema_scaling_and_metadata_come_back_too()
    {
        var network = Drawn(new(new Linear(2, 1)));
        var model = new Model(
            network, InputSchema.Table(new([0.25, 1.0 / 3], [0.5, 0]), ["a", "b"]), LearningTask.Regression("price"), targetScaling: new([10], [3]),
            metadata: new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "kept" });
        model.SavePyTorch(Path);
        Assert.Equal(model.ToBytes(), Model.Load(Path).ToBytes());
    }

    [Theory]
    [InlineData("F64", 8)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public void Numbers_of_other_sizes_become_floats(string type, int size)
    {
        float[] values = [1.5f, -0.25f, 0, -3];
        byte[] data = [.. values.SelectMany(value => Bytes(value).Take(size))];
        File.WriteAllBytes(Path, File64($$"""{"0.weight":{"dtype":"{{type}}","shape":[1,3],"data_offsets":[0,{{3 * size}}]},"0.bias":{"dtype":"{{type}}","shape":[1],"data_offsets":[{{3 * size}},{{4 * size}}] } }""", data));
        var network = new Network(new Linear(3, 1));
        Some.Model(network).LoadStateDict(Path);
        Assert.Equal(values, network.Parameters.All.SelectMany(parameter => parameter.Value.ToRowMajor()));

        byte[] Bytes(float value)
        {
            byte[] bytes = new byte[8];
            if (type == "F64")
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            else if (type == "F16")
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
            else
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)(BitConverter.SingleToInt32Bits(value) >> 16));
            return bytes;
        }
    }

    [Fact]
    public void What_does_not_fit_is_named_and_changes_nothing()
    {
        var source = new Network(new Linear(4, 3), new BatchNorm(3), new Relu(3), new Linear(3, 5), new Linear(5, 2));
        Some.Model(Drawn(source)).SavePyTorch(Path);
        var network = Drawn(new(new Linear(4, 3), new Relu(3), new Linear(3, 2), new Linear(2, 2)));
        string before = network.Parameters.Fingerprint();
        var error = Assert.Throws<InvalidDataException>(() => Some.Model(network).LoadStateDict(Path));
        Assert.Equal(
            $"{Path} does not fit the network: it has no \"2.weight\"; it has no \"2.bias\"; \"3.weight\" has shape [5, 3], expected [2, 2]; \"3.bias\" has shape [5], expected [2]; \"1.bias\" belongs to no layer; "
            + "\"1.num_batches_tracked\" belongs to no layer; \"1.running_mean\" belongs to no layer; \"1.running_var\" belongs to no layer; \"1.weight\" belongs to no layer; \"4.bias\" belongs to no layer; \"4.weight\" belongs to no layer. "
            + "Expected the state_dict() of an nn.Sequential with one module for each layer.",
            error.Message);
        Assert.Equal(before, network.Parameters.Fingerprint());
    }

    [Theory]
    [InlineData("0.weight", float.NaN, "\"0.weight\" holds a value that is not finite; expected finite numbers")]
    [InlineData("1.running_mean", float.PositiveInfinity, "\"1.running_mean\" holds a value that is not finite; expected finite numbers")]
    [InlineData("1.running_var", -1f, "\"1.running_var\" holds a variance below 0; expected at least 0")]
    public void Values_that_no_parameter_may_have_are_refused(string name, float value, string sentence)
    {
        var network = Drawn(new(new Linear(2, 2), new BatchNorm(2)));
        var tensors = ParameterTensors.Of(network, PyTorchNames.Of).Select(tensor => tensor.Name == name ? tensor with { Values = Enumerable.Repeat(value, tensor.Count).ToArray() } : tensor);
        File.WriteAllBytes(Path, Safetensors.Write(new Dictionary<string, string>(StringComparer.Ordinal), [.. tensors]));
        string before = network.Parameters.Fingerprint();
        Assert.Equal($"{Path} does not fit the network: {sentence}.", Assert.Throws<InvalidDataException>(() => Some.Model(network).LoadStateDict(Path)).Message);
        Assert.Equal(before, network.Parameters.Fingerprint());
    }

    [Fact]
    public void A_file_that_is_missing_or_of_another_type_is_named()
    {
        var network = new Network(new Linear(1, 1));
        Assert.Equal($"{Path} cannot be read: there is no such file.", Assert.Throws<InvalidDataException>(() => Some.Model(network).LoadStateDict(Path)).Message);
        File.WriteAllBytes(Path, File64("""{"0.weight":{"dtype":"I8","shape":[1,1],"data_offsets":[0,1]}}""", [1]));
        Assert.Equal(
            $"{Path} cannot be read: tensor \"0.weight\" has dtype I8; only F32, F64, F16 and BF16 can be read.",
            Assert.Throws<InvalidDataException>(() => Some.Model(network).LoadStateDict(Path)).Message);
        File.WriteAllBytes(Path, File64("""{"0.weight":{"dtype":"I64","shape":[1,1],"data_offsets":[0,8]},"0.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", new byte[12]));
        Assert.StartsWith($"{Path} does not fit the network: \"0.weight\" has dtype I64, expected F32.", Assert.Throws<InvalidDataException>(() => Some.Model(network).LoadStateDict(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_another_convention_are_refused()
    {
        Some.Model(Network()).SavePyTorch(Path);
        var (metadata, tensors) = Safetensors.Read(File.ReadAllBytes(Path), "m");
        var other = new Dictionary<string, string>(metadata, StringComparer.Ordinal) { ["nabla.names"] = "keras" };
        var error = Assert.Throws<InvalidDataException>(() => Model.FromBytes(Safetensors.Write(other, tensors), "m"));
        Assert.Equal("m cannot be read: its nabla.names is \"keras\"; expected pytorch.", error.Message);
    }

    [Fact]
    public void A_layer_that_PyTorch_does_not_have_is_refused()
    {
        var model = Some.Model(new Network(new Linear(2, 3), new Residual(new Doubling(3))));
        Assert.Equal("PyTorch has no module for Doubling(3 -> 3); write it in Python, and give it the tensors of the model's own file.", Assert.Throws<NotSupportedException>(() => model.SavePyTorch(Path)).Message);
        Assert.Throws<NotSupportedException>(() => model.ToPyTorchCode(Path));
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void The_program_is_the_network_and_what_stands_around_it()
    {
        var model = new Model(
            new Network(new Linear(12, 4), new Residual(new Linear(4, 4), new LeakyRelu(4)), new Dropout(4, 0.25), new Elu(4), new BatchNorm(4), new Linear(4, 2)),
            InputSchema.Images(new(3, 2, 2), new([0.5, 0.25, 1], [0.125, 0, 2])), LearningTask.Classification("a \"b\"", "dög"));
        Assert.Equal(
            """
            # A Nabla model. To load its parameters:
            #     from safetensors.torch import load_file
            #     model.load_state_dict(load_file("m\U0000000a.safetensors"))
            import torch
            from torch import nn


            class Residual(nn.Sequential):
                def forward(self, x):
                    return x + super().forward(x)


            # Takes standardized inputs, [rows, 12]; gives logits.
            model = nn.Sequential(
                nn.Linear(12, 4),
                Residual(
                    nn.Linear(4, 4),
                    nn.LeakyReLU(0.01),
                ),
                nn.Dropout(0.25),
                nn.ELU(alpha=1.0),
                nn.BatchNorm1d(4, eps=1e-05, momentum=0.1),
                nn.Linear(4, 2),
            )
            model.eval()

            mean = torch.tensor([0.5, 0.25, 1.0], dtype=torch.float64).repeat_interleave(4)
            deviation = torch.tensor([0.125, 1.0, 2.0], dtype=torch.float64).repeat_interleave(4)


            def standardize(raw):
                '''Pixels, [rows, 12] or [rows, 3, 2, 2], to inputs of the model.'''
                raw = torch.as_tensor(raw, dtype=torch.float64).flatten(1)
                return ((raw / 255.0 - mean) / deviation).float()


            classes = ["a \"b\"", "d\U000000f6g"]


            def predict(raw):
                '''Probabilities of the classes, [rows, 2], for raw features.'''
                with torch.no_grad():
                    return torch.softmax(model(standardize(raw)), dim=1)

            """.ReplaceLineEndings("\n"),
            model.ToPyTorchCode("m\n.safetensors"));
    }

    private static Network Network() => Drawn(new(
        new Linear(4, 3), new BatchNorm(3), new Elu(3), new Residual(new Linear(3, 3), new WhiteningBatchNorm(3)), new Linear(3, 2)));

    private static Network Drawn(Network network)
    {
        foreach (var (parameter, i) in network.Parameters.All.Concat(network.Parameters.Buffers).Select((parameter, i) => (parameter, i)))
            parameter.Value.CopyFromRowMajor([.. Some.Normal(parameter.Count, new RandomKey(2).Fold((ulong)i)).Select(Math.Abs)]);
        return network;
    }

    private static byte[] File64(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data];
    }

    /// <summary>A layer of a program's own.</summary>
    private sealed class Doubling(int width) : Layer
    {
        public override string Kind => "Doubling";

        public override int Inputs => width;

        public override int Outputs => width;

        public override LayerDescription Describe() => new(Kind, width, width);

        protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) => throw new NotSupportedException();

        protected override void BackwardCore(
            in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch) =>
            throw new NotSupportedException();
    }
}
