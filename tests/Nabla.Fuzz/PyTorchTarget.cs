using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>Safetensors with PyTorch's names: models that Nabla exported, whose checksums make a damaged one never another model, and state dicts, which have none.</summary>
public sealed class PyTorchTarget : FuzzTarget
{
    private const string Exported = "model.safetensors", State = "state.safetensors";

    private static readonly float[] Values = [1.5f, -0.25f, 0, 3, 1e-3f, -2];

    public override string Name => "pytorch";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        .. SmallModels.All.Append(new(Network(), InputSchema.Table(new([1, 2], [1, 0])), LearningTask.Classification("a", "b"))).Select(model => Files((Exported, Export(model)))),
        .. new[] { "F32", "F64", "F16", "BF16" }.Select(type => Files((State, StateDict(type)))),
    ];

    /// <summary>A state dict has no checksum: half of the damages are in its numbers, so that many are read.</summary>
    public override FuzzCase Create(Draws draws)
    {
        if (draws.OneIn(2))
            return base.Create(draws);
        int seed = Seeds.Count - 1 - draws.Below(4);
        byte[] bytes = [.. Seeds[seed][State]];
        int first = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes), flips = 1 + draws.Below(3);
        for (int i = 0; i < flips; i++)
            bytes[first + draws.Below(bytes.Length - first)] ^= (byte)(1 << draws.Below(8));
        return new(seed, State, bytes, Outcome.PlausibleOrError, $"{flips} bits of its numbers flipped");
    }

    public override object Read(string folder)
    {
        if (File.Exists(Path.Combine(folder, Exported)))
            return Model.Load(Path.Combine(folder, Exported));
        var model = new Model(Network(), InputSchema.Table(new([1, 2], [1, 0])), LearningTask.Classification("a", "b"));
        string before = model.Network.Parameters.Fingerprint() + model.Network.Parameters.StatisticsFingerprint();
        try
        {
            model.LoadStateDict(Path.Combine(folder, State));
        }
        catch (InvalidDataException)
        {
            Require(before == model.Network.Parameters.Fingerprint() + model.Network.Parameters.StatisticsFingerprint(), "a state dict that was refused changed the network");
            throw;
        }

        return model;
    }

    public override ulong Check(object read, string folder)
    {
        var network = ((Model)read).Network;
        var hash = new ContentHash();
        foreach (var parameter in network.Parameters.All.Concat(network.Parameters.Buffers))
        {
            foreach (float value in parameter.Value.ToRowMajor())
            {
                Require(float.IsFinite(value), $"{parameter.Name} is not finite");
                hash.Add(BitConverter.SingleToInt32Bits(value));
            }
        }

        foreach (string name in ((Model)read).Task.Names)
            hash.Add(name);
        return hash.Value;
    }

    /// <summary>The file several times over, as text and as numbers.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (100 * length);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => name == State || kind == Mutation.Kind.Spliced ? Outcome.PlausibleOrError : Outcome.SameOrError;

    private static Network Network()
    {
        var network = new Network(new Linear(2, 2), new BatchNorm(2), new Elu(2), new Residual(new Linear(2, 2)), new Linear(2, 2));
        network.Initialize(1);
        return network;
    }

    private static byte[] Export(Model model)
    {
        using var folder = new TemporaryFolder();
        model.SavePyTorch(folder[Exported]);
        return File.ReadAllBytes(folder[Exported]);
    }

    private static byte[] StateDict(string type)
    {
        (string Name, int[] Shape)[] tensors =
        [
            ("0.weight", [2, 2]), ("0.bias", [2]), ("1.weight", [2]), ("1.bias", [2]), ("1.running_mean", [2]), ("1.running_var", [2]),
            ("3.0.weight", [2, 2]), ("3.0.bias", [2]), ("4.weight", [2, 2]), ("4.bias", [2]),
        ];
        var header = new StringBuilder("{\"1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}");
        List<byte> data = [7, 0, 0, 0, 0, 0, 0, 0];
        foreach (var (name, shape) in tensors)
        {
            int begin = data.Count, count = shape.Aggregate(1, (product, length) => product * length);
            for (int i = 0; i < count; i++)
                data.AddRange(Bytes(type, name == "1.running_var" ? 1 + i : Values[(begin + i) % Values.Length]));
            header.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{begin},{data.Count}]}}");
        }

        byte[] text = Encoding.UTF8.GetBytes(header.Append('}').ToString()), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    private static byte[] Bytes(string type, float value)
    {
        byte[] bytes = new byte[type switch { "F64" => 8, "F32" => 4, _ => 2 }];
        switch (type)
        {
            case "F64": BinaryPrimitives.WriteDoubleLittleEndian(bytes, value); break;
            case "F16": BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value); break;
            case "BF16": BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)(BitConverter.SingleToInt32Bits(value) >> 16)); break;
            default: BinaryPrimitives.WriteSingleLittleEndian(bytes, value); break;
        }

        return bytes;
    }
}
