using System.Buffers.Binary;

namespace Nabla.Fuzz;

/// <summary>Model files, whose metadata and parameters have checksums: a damaged one is never another model.</summary>
public sealed class ModelTarget : FuzzTarget
{
    private const string FileName = "model.safetensors";

    public override string Name => "model";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((FileName, Classifier.Train(Rows("species", i => i % 2 == 0 ? "a" : "b"), new() { Hidden = [3], Epochs = 2, Threads = 1 }).Model.ToBytes())),
        Files((FileName, Regressor.Train(Rows("price", i => $"{i}.5").WithKind("price", ColumnKind.Numeric), new() { Hidden = [2, 2], Epochs = 2, Threads = 1 }).Model.ToBytes())),
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

    public override ulong Check(object read, string folder)
    {
        var predictor = (Predictor)read;
        var hash = new ContentHash();
        hash.Add(predictor.Model.Network.Parameters.Fingerprint());
        foreach (string name in predictor.Model.Task.Names)
            hash.Add(name);
        foreach (float output in predictor.PredictOutputs(Rows(target: null, _ => "")))
        {
            Require(float.IsFinite(output), "a prediction is not finite");
            hash.Add(BitConverter.SingleToInt32Bits(output));
        }

        return hash.Value;
    }

    /// <summary>The file several times over, as text and as numbers.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (100 * length);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind == Mutation.Kind.Spliced ? Outcome.PlausibleOrError : Outcome.SameOrError;

    private static Table Rows(string? target, Func<int, string> value)
    {
        var numbers = Column.Numeric("size", Enumerable.Range(0, 40).Select(i => i % 9 == 0 ? double.NaN : i * 0.5));
        var colours = Column.Categorical("colour", Enumerable.Range(0, 40).Select(i => new[] { "red", "green", null, "blue" }[i % 4]));
        return target is null
            ? Table.FromColumns([numbers, colours])
            : Table.FromColumns([numbers, colours, Column.Categorical(target, Enumerable.Range(0, 40).Select(value))], target);
    }
}
