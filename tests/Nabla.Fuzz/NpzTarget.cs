using System.Buffers.Binary;
using System.IO.Compression;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>NPZ files, stored and deflated: with bombs, and with names that lead out of the archive.</summary>
public sealed class NpzTarget : FuzzTarget
{
    private const string FileName = "data.npz";

    /// <summary>Where an entry of the central directory has its method, checksum, lengths, and the place of its file.</summary>
    private static readonly (int Offset, int Size)[] Fields = [(8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4)];

    private static readonly string[] ClimbingNames = ["../x.npy", "/x.npy", "a/../../x.npy", "..\\x.npy", "C:\\x.npy", "a:b", "..", "x\0.npy", "a/.."];

    public override string Name => "npz";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((FileName, NpyBytes.Zip(CompressionLevel.NoCompression, ("x.npy", NpyCases.Features), ("y.npy", NpyCases.Labels)))),
        Files((FileName, NpyBytes.Zip(CompressionLevel.Optimal, ("y.npy", NpyCases.Labels), ("x.npy", NpyCases.Features), ("z.npy", NpyCases.Features)))),
    ];

    public override FuzzCase Create(Draws draws)
    {
        var level = draws.Of(CompressionLevel.NoCompression, CompressionLevel.Optimal);
        switch (draws.Below(6))
        {
            case 0:
                byte[] inner = NpyCases.Draw(draws);
                bool isFeatures = draws.OneIn(2);
                return Case(draws, NpyBytes.Zip(level, ("x.npy", isFeatures ? inner : NpyCases.Features), ("y.npy", isFeatures ? NpyCases.Labels : inner)), Outcome.PlausibleOrError, "another array");
            case 1:
                string name = draws.Of(ClimbingNames);
                return Case(draws, NpyBytes.Zip(level, ("x.npy", NpyCases.Features), ("y.npy", NpyCases.Labels), (name, [])), Outcome.Error, "a name that leads out");
            case 2:
                byte[] file = Seeds[draws.Below(Seeds.Count)][FileName];
                return Case(draws, WithField(file, draws), Outcome.PlausibleOrError, "a field of the directory");
            case 3 when draws.OneIn(200):
                byte[] zeros = NpyBytes.Write("|u1", [6, draws.Of(draws.Length(4), 1 << 20, 1 << 24)], new byte[draws.Of(1 << 16, 1 << 20, 6 << 20)]);
                return Case(draws, NpyBytes.Zip(level, ("x.npy", zeros), ("y.npy", NpyCases.Labels)), Outcome.PlausibleOrError, "a bomb");
            default:
                return base.Create(draws);
        }
    }

    public override object Read(string folder) => ArrayDataset.FromNpz(Path.Combine(folder, FileName), TaskKind.Classification);

    public override ulong Check(object read, string folder) => NpyTarget.Check((Dataset)read, opened: null);

    /// <summary>As for NPY files; and for the smallest entry of the directory, 46 bytes, the archive's objects.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (300 * length) + (5 * 1032 * length) + Math.Min(80 * 1032 * length, 128 << 20);

    /// <summary>A part of the other file may make it that file; anything else is found by the checksums, but for bytes that say nothing of the data.</summary>
    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) =>
        kind switch
        {
            Mutation.Kind.Truncated => Outcome.Error,
            Mutation.Kind.Spliced => Outcome.PlausibleOrError,
            _ => Outcome.SameOrError,
        };

    private static FuzzCase Case(Draws draws, byte[] file, Outcome expected, string what) => new(draws.Below(2), FileName, file, expected, what);

    private static byte[] WithField(byte[] file, Draws draws)
    {
        byte[] changed = [.. file];
        int entries = file.AsSpan().Count("PK\u0001\u0002"u8), wanted = draws.Below(entries), at = -1;
        for (int entry = 0; entry <= wanted; entry++)
            at = at + 1 + changed.AsSpan(at + 1).IndexOf("PK\u0001\u0002"u8);
        var (offset, size) = draws.Of(Fields);
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, draws.Length(BinaryPrimitives.ReadInt32LittleEndian(changed.AsSpan(at + offset))));
        number.AsSpan(0, size).CopyTo(changed.AsSpan(at + offset));
        return changed;
    }
}
