using System.Buffers.Binary;

namespace Nabla.Fuzz;

/// <summary>Model files, whose metadata and parameters have checksums: a damaged one is never another model.</summary>
public sealed class ModelTarget : FuzzTarget
{
    private const string FileName = "model.safetensors";

    public override string Name => "model";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        .. SmallModels.All.Select(model => Files((FileName, model.ToBytes()))),
    ];

    /// <summary>Some files only look different: their header ends with more spaces.</summary>
    public override FuzzCase Create(Draws draws)
    {
        if (!draws.OneIn(20))
            return base.Create(draws);
        int seed = draws.Below(Seeds.Count), spaces = 8 * (1 + draws.Below(20));
        byte[] file = Seeds[seed][FileName];
        long length = BinaryPrimitives.ReadInt64LittleEndian(file);
        byte[] padded = [.. file[..(8 + (int)length)], .. Enumerable.Repeat((byte)' ', spaces), .. file[(8 + (int)length)..]];
        BinaryPrimitives.WriteInt64LittleEndian(padded, length + spaces);
        return new(seed, FileName, padded, Outcome.SameOrError, $"{spaces} spaces behind its header");
    }

    public override object Read(string folder) => Predictor.Load(Path.Combine(folder, FileName));

    public override ulong Check(object read, string folder) => SmallModels.Check((Predictor)read);

    /// <summary>The file several times over, as text and as numbers.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (100 * length);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind == Mutation.Kind.Spliced ? Outcome.PlausibleOrError : Outcome.SameOrError;
}
