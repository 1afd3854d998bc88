using System.Runtime.InteropServices;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>NPY files of features and targets, plain and gzip; those that can be read can be opened too, and give the same.</summary>
public sealed class NpyTarget : FuzzTarget
{
    private const string FeaturesFile = "x.npy", TargetsFile = "y.npy";

    public override string Name => "npy";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((FeaturesFile, NpyCases.Features), (TargetsFile, NpyCases.Labels)),
        Files((FeaturesFile, NpyBytes.Write("|u1", [6, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)i)], isFortran: true, version: 2)), (TargetsFile, NpyBytes.Write("|b1", [6, 1], new byte[6], isFortran: false, version: 3))),
        Files((FeaturesFile, NpyBytes.Gzip(NpyCases.Features)), (TargetsFile, NpyBytes.Gzip(NpyCases.Labels))),
    ];

    public override FuzzCase Create(Draws draws)
    {
        if (draws.OneIn(2))
            return base.Create(draws);
        byte[] array = NpyCases.Draw(draws);
        bool isCompressed = draws.OneIn(3);
        return new(draws.Below(Seeds.Count), draws.Of(FeaturesFile, TargetsFile), isCompressed ? NpyBytes.Gzip(array) : array, Outcome.PlausibleOrError, "another array");
    }

    public override object Read(string folder) => ArrayDataset.FromNpy(Path.Combine(folder, FeaturesFile), Path.Combine(folder, TargetsFile), TaskKind.Classification);

    public override ulong Check(object read, string folder) => Check((Dataset)read, Open(folder));

    /// <summary>Checks a table, and that an opened file gives the same.</summary>
    public static ulong Check(Dataset data, Dataset? opened)
    {
        var standardizer = new Standardizer(new double[data.Features], [.. Enumerable.Repeat(1.0, data.Features)]);
        using var processor = new Processor(threads: 1);
        float[] row = new float[data.Features], other = new float[data.Features];
        ulong hash = CheckDataset(data, example =>
        {
            data.Gather(processor, [example], standardizer, new MatrixView(row, 1, row.Length));
            Require(Array.TrueForAll(row, float.IsFinite), "a feature is not finite");
            if (opened is not null)
            {
                opened.Gather(processor, [example], standardizer, new MatrixView(other, 1, other.Length));
                Require(row.AsSpan().SequenceEqual(other), "the opened file has other features than the one in memory");
            }

            return MemoryMarshal.AsBytes(row.AsSpan()).ToArray();
        });
        Require(opened is null || opened.Labels.SequenceEqual(data.Labels), "the opened file has other labels than the one in memory");
        (opened as IDisposable)?.Dispose();
        return hash;
    }

    /// <summary>16 MB for the names of 65,536 classes; for each byte a feature with its name and its number in double precision; compressed, as many as deflate can make.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (300 * length) + (5 * 1032 * length) + Math.Min(80 * 1032 * length, 128 << 20);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind switch
    {
        Mutation.Kind.Truncated => Outcome.Error,
        Mutation.Kind.Extended => bytes[0] == 0x1F ? Outcome.SameOrError : Outcome.Error,
        Mutation.Kind.Changed when bytes[0] == 0x1F => Outcome.SameOrError,
        _ => Outcome.PlausibleOrError,
    };

    private static Dataset? Open(string folder)
    {
        try
        {
            return ArrayDataset.OpenNpy(Path.Combine(folder, FeaturesFile), Path.Combine(folder, TargetsFile), TaskKind.Classification);
        }
        catch (InvalidDataException error) when (error.Message.Contains("is compressed", StringComparison.Ordinal) || error.Message.Contains("Fortran", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
