using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>IDX files with the names of MNIST, plain and gzip; those that can be read can be opened too, and give the same.</summary>
public sealed class IdxTarget : FuzzTarget
{
    private const string ImagesFile = "t10k-images-idx3-ubyte", LabelsFile = "t10k-labels-idx1-ubyte";

    private static readonly byte[] Images = IdxBytes.Images(5, 4, 3), Labels = IdxBytes.Labels(0, 9, 3, 3, 1);

    public override string Name => "idx";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((ImagesFile, Images), (LabelsFile, Labels)),
        Files((ImagesFile, NpyBytes.Gzip(Images)), (LabelsFile, NpyBytes.Gzip(Labels))),
        Files((ImagesFile, IdxBytes.Write([5, 3, 2, 2], IdxBytes.Bytes(60))), (LabelsFile, Labels)),
    ];

    public override FuzzCase Create(Draws draws)
    {
        if (!draws.OneIn(3))
            return base.Create(draws);
        uint[] shape = [draws.OneIn(3) ? (uint)draws.Length(5) : 5, .. Enumerable.Range(0, draws.Below(4)).Select(_ => draws.OneIn(3) ? (uint)draws.Length(4) : 1 + (uint)draws.Below(4))];
        var length = shape.Aggregate((UInt128)1, (product, axis) => product * axis);
        int data = length < 4000 && !draws.OneIn(6) ? (int)length : draws.OneIn(50) ? 1 << 20 : draws.Below(4000);
        byte[] file = IdxBytes.Write(shape, draws.OneIn(2) ? new byte[data] : draws.Bytes(Math.Min(data, 4000)), draws.OneIn(20) ? (byte)draws.Below(256) : (byte)8);
        return new(draws.Below(Seeds.Count), draws.Of(ImagesFile, LabelsFile), draws.OneIn(3) ? NpyBytes.Gzip(file) : file, Outcome.PlausibleOrError, "another shape");
    }

    public override object Read(string folder) => ImageDataset.FromMnist(folder, train: false);

    public override ulong Check(object read, string folder)
    {
        var data = (ImageDataset)read;
        Dataset? opened = null;
        try
        {
            opened = ImageDataset.OpenIdx(Path.Combine(folder, ImagesFile), Path.Combine(folder, LabelsFile), data.ClassNames);
        }
        catch (InvalidDataException error) when (error.Message.Contains("is compressed", StringComparison.Ordinal))
        {
        }

        if (opened is not null)
        {
            int[] rows = [0, data.Count - 1];
            var (expected, actual) = (data.MeasureStandardizer(rows), opened.MeasureStandardizer(rows));
            Require(expected.Mean.SequenceEqual(actual.Mean) && expected.Deviation.SequenceEqual(actual.Deviation), "the opened file has another mean or deviation than the one in memory");
            Require(Gather(data, rows, expected).AsSpan().SequenceEqual(Gather(opened, rows, expected)), "the opened file has other pixels than the one in memory");
            (opened as IDisposable)?.Dispose();
        }

        return CheckDataset(data, example => data.Pixels(example).ToArray());
    }

    /// <summary>2 MB, and a byte for each byte, or five for a label; compressed, as many as deflate can make.</summary>
    public override long MaxAllocation(long length) => (2 << 20) + (6 * 1032 * length);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind switch
    {
        Mutation.Kind.Truncated => Outcome.Error,
        Mutation.Kind.Extended => bytes[0] == 0x1F ? Outcome.SameOrError : Outcome.Error,
        Mutation.Kind.Changed when bytes[0] == 0x1F => Outcome.SameOrError,
        _ => Outcome.PlausibleOrError,
    };

    private static float[] Gather(Dataset data, int[] rows, Standardizer standardizer)
    {
        using var processor = new Processor(threads: 1);
        float[] batch = new float[rows.Length * data.Features];
        data.Gather(processor, rows, standardizer, new MatrixView(batch, rows.Length, data.Features));
        return batch;
    }
}
