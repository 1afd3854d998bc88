using System.Text;
using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Layers;

namespace Nabla.Tests.Formats;

public sealed class ModelFileTests
{
    [Fact]
    public void Every_layer_comes_back()
    {
        foreach (var layerCase in LayerCases.All)
        {
            var network = new Network(new Linear(3, 4), layerCase.Create(4, 4), new Linear(4, 2));
            network.Initialize(new RandomKey(1));
            foreach (var (parameter, i) in network.Parameters.All.Concat(network.Parameters.Buffers).Select((parameter, i) => (parameter, i)))
                parameter.Value.CopyFromRowMajor([.. Testing.Some.Normal(parameter.Count, new RandomKey(2).Fold((ulong)i)).Select(Math.Abs)]);
            var loaded = ModelFile.FromBytes(ModelFile.ToBytes(Some(network)), "test").Network;

            Assert.Equal(network.Layers.Select(layer => layer.Describe()), loaded.Layers.Select(layer => layer.Describe()));
            AssertEqual(network.Parameters.All, loaded.Parameters.All);
            AssertEqual(network.Parameters.Buffers, loaded.Parameters.Buffers);
            Assert.Null(Bits.Difference(Outputs(network), Outputs(loaded)));
        }

        static void AssertEqual(IReadOnlyList<Parameter> expected, IReadOnlyList<Parameter> found)
        {
            Assert.Equal(expected.Select(parameter => (parameter.Name, parameter.Role)), found.Select(parameter => (parameter.Name, parameter.Role)));
            foreach (var (one, other) in expected.Zip(found))
                Assert.Null(Bits.Difference(one.Value.Data, other.Value.Data));
        }

        static float[] Outputs(Network network)
        {
            using var processor = new Processor(threads: 1);
            float[] outputs = new float[10];
            network.Predict(new MatrixView(Testing.Some.Normal(15, new RandomKey(3)), 5, 3), new(outputs, 5, 2), network.CreateWorkspace(5, processor));
            return outputs;
        }
    }

    [Fact]
    public void Saving_what_was_loaded_gives_the_same_bytes()
    {
        byte[] bytes = ModelFile.ToBytes(Some(Network()));
        var loaded = ModelFile.FromBytes(bytes, "test");
        Assert.Equal(bytes, ModelFile.ToBytes(loaded));
        Assert.Equal(["cat", "dög"], loaded.Task.Names);
        Assert.Equal([0.25, 1.0 / 3, 0, 0], loaded.Input.Standardizer.Mean);
        Assert.Equal("with \"quotes\"", loaded.Metadata["note"]);
    }

    [Fact]
    public void Weights_lie_as_PyTorch_holds_them()
    {
        var network = new Network(new Linear(2, 3));
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
                network.Parameters.All[0].Value[i, j] = (10 * i) + j;
        }

        var (_, tensors) = Safetensors.Read(ModelFile.ToBytes(new(network, InputSchema.Table(new([0, 0], [1, 1])), LearningTask.Classification("a", "b", "c"))), "test");
        Assert.Equal("layers.0.weight", tensors[0].Name);
        Assert.Equal([3, 2], tensors[0].Shape);
        Assert.Equal([0, 10, 1, 11, 2, 12], tensors[0].Values.ToArray());
        Assert.Equal([3], tensors[1].Shape);
    }

    [Fact]
    public void A_file_appears_under_its_name_whole_or_not_at_all()
    {
        string folder = Directory.CreateTempSubdirectory("nabla-model").FullName;
        try
        {
            string path = Path.Combine(folder, "model.safetensors");
            ModelFile.Save(path, Some(Network()));
            Assert.Equal([path], Directory.GetFiles(folder));
            Assert.Equal(Network().ToString(), ModelFile.Load(path).Network.ToString());
            Assert.ThrowsAny<IOException>(() => ModelFile.Save(Path.Combine(folder, "nowhere", "model.safetensors"), Some(Network())));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Load("no-such-model.safetensors"));
        Assert.Equal("no-such-model.safetensors cannot be read: there is no such file.", error.Message);
    }

    [Fact]
    public void A_changed_bit_is_found()
    {
        byte[] bytes = ModelFile.ToBytes(Some(Network()));
        bytes[^3] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(bytes, "m"));
        Assert.Equal("m cannot be read: its parameters do not match their fingerprint: the file was damaged or edited.", error.Message);
    }

    [Fact]
    public void Cut_anywhere_it_is_refused_with_a_sentence()
    {
        byte[] bytes = ModelFile.ToBytes(Some(Network()));
        for (int length = 0; length < bytes.Length; length += 7)
            Assert.StartsWith("m cannot be read: ", Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(bytes.AsMemory(0, length), "m")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_of_the_header_is_refused_or_harmless_never_a_crash()
    {
        byte[] bytes = ModelFile.ToBytes(Some(Network()));
        int header = 8 + BitConverter.ToInt32(bytes);
        for (int at = 0; at < header; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x15;
            try
            {
                ModelFile.FromBytes(changed, "m");
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith("m cannot be read: ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("""{}""", "it has no nabla.layers among its metadata, so it is not a Nabla model")]
    [InlineData("""[]""", "its header is not a JSON object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "its header is not the JSON it should be")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "tensor \"a\" has dtype F16; only F32 can be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "tensor \"a\" of shape [2] does not fit its offsets 0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor \"a\" lies at 4 to 8; expected it to begin at 0 and to end by 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}""", "tensor \"a\" lacks a dtype, a shape or two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "tensor \"a\" lacks a dtype, a shape or two data_offsets")]
    [InlineData("""{"a":7}""", "tensor \"a\" lacks a dtype, a shape or two data_offsets")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Linear\",\"inputs\":2000000000,\"outputs\":2000000000}]"}}""", "its metadata are not what a model's should be")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Convolution\",\"inputs\":4,\"outputs\":4}]"}}""", "there is no layer of kind \"Convolution\": register it with LayerRegistry.Default.With(\"Convolution\", description => ...) and pass the registry, or use a newer version of Nabla")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Elu\",\"inputs\":4,\"outputs\":4}]"}}""", "a Elu layer has no alpha; expected a number")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Elu\",\"inputs\":4,\"outputs\":4,\"alpha\":\"1\"}]"}}""", "alpha of a Elu layer is 1; expected a number")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Elu\",\"inputs\":4,\"outputs\":4,\"alpha\":1e400}]"}}""", "alpha of a Elu layer is 1e400; expected a number")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Elu\",\"inputs\":4,\"outputs\":4,\"alpha\":[]}]"}}""", "a layer's alpha is neither a number nor true, false or a string")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Residual\",\"inputs\":4,\"outputs\":4,\"layers\":{}}]"}}""", "a block's layers are not a list")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"inputs\":4,\"outputs\":4}]"}}""", "a layer has no kind")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"[{\"kind\":\"Relu\",\"inputs\":4,\"outputs\":5}]"}}""", "a Relu layer has 4 inputs and 5 outputs; they must be equal")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":"what"}}""", "its metadata are not what a model's should be")]
    [InlineData("""{"__metadata__":{"nabla.format":"1","nabla.layers":7}}""", "__metadata__ is not an object of strings")]
    public void Every_way_to_be_wrong_has_its_sentence(string header, string sentence)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = [.. BitConverter.GetBytes((long)text.Length), .. text];
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(bytes, "m"));
        Assert.Equal($"m cannot be read: {sentence}.", error.Message);
    }

    [Fact]
    public void A_header_that_claims_the_moon_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0 }, "m"));
        Assert.Equal("m cannot be read: its header claims 18446744073709551615 bytes of the 1 that follow: is it a safetensors file.", error.Message);
    }

    private static Network Network()
    {
        var network = Nabla.Network.Create(4, [3], 2, Activation.LeakyRelu);
        network.Initialize(new RandomKey(2));
        return network;
    }

    private static Model Some(Network network) => new(
        network, InputSchema.Table(new Standardizer([0.25, 1.0 / 3, .. Enumerable.Repeat(0.0, network.Inputs - 2)], [0.5, 2, .. Enumerable.Repeat(1.0, network.Inputs - 2)])),
        LearningTask.Classification("cat", "dög"), metadata: new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "with \"quotes\"", ["another"] = "" });
}
