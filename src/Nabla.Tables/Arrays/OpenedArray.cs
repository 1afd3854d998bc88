using System.Globalization;
using System.Runtime.InteropServices;
using Nabla.Networks;

namespace Nabla;

/// <summary>Examples whose features remain in an NPY file: a batch reads the rows it needs. Targets are in memory.</summary>
/// <remarks>Bit-identical to an <see cref="ArrayDataset"/> of the same file.</remarks>
internal sealed class OpenedArray : Dataset, IDisposable
{
    private const int BlockElements = 1 << 10;

    private readonly RowFile _file;
    private readonly NpyType _type;
    private readonly NpyTargets _targets;
    private readonly IReadOnlyList<string>? _featureNames;

    /// <param name="name">The name in reports.</param>
    /// <param name="file">The rows of the features.</param>
    /// <param name="header">The header of the file.</param>
    /// <param name="targets">The targets, one for each row.</param>
    /// <param name="featureNames">The names of the features, or null.</param>
    public OpenedArray(string name, RowFile file, NpyHeader header, NpyTargets targets, IReadOnlyList<string>? featureNames)
    {
        (Name, Count, Features) = (name, (int)header.Rows, (int)header.Columns);
        (_file, _type, _targets, _featureNames) = (file, header.Type, targets, featureNames);
    }

    public override string Name { get; }

    public override int Count { get; }

    public override int Features { get; }

    public override LearningTask Task => _targets.Task;

    public override ReadOnlySpan<int> Labels => _targets.Labels;

    public override ReadOnlySpan<float> Values => _targets.Values;

    /// <summary>Makes two passes over the rows in order, as for an array in memory, so that the sums are bit-identical.</summary>
    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException($"{Name}: got no examples to measure mean and deviation; expected at least 1.", nameof(rows));
        CheckRows(rows);

        double[] mean = new double[Features], deviation = new double[Features];
        bool[] varies = new bool[Features];
        float[] first = new float[Features], block = new float[BlockElements];
        for (int start = 0; start < Features; start += BlockElements)
            Read(rows[0], start, first.AsSpan(start, Math.Min(BlockElements, Features - start)));
        foreach (int row in rows)
        {
            for (int start = 0; start < Features; start += BlockElements)
            {
                var some = block.AsSpan(0, Math.Min(BlockElements, Features - start));
                Read(row, start, some);
                for (int j = 0; j < some.Length; j++)
                {
                    mean[start + j] += some[j];
                    varies[start + j] |= some[j] != first[start + j];
                }
            }
        }

        for (int j = 0; j < mean.Length; j++)
            mean[j] = varies[j] ? mean[j] / rows.Length : first[j];
        foreach (int row in rows)
        {
            for (int start = 0; start < Features; start += BlockElements)
            {
                var some = block.AsSpan(0, Math.Min(BlockElements, Features - start));
                Read(row, start, some);
                for (int j = 0; j < some.Length; j++)
                {
                    double distance = some[j] - mean[start + j];
                    deviation[start + j] += distance * distance;
                }
            }
        }

        for (int j = 0; j < deviation.Length; j++)
            deviation[j] = Math.Sqrt(deviation[j] / rows.Length);
        return new(mean, deviation);
    }

    public override InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Table(
        standardizer, _featureNames ?? [.. Enumerable.Range(0, Features).Select(feature => string.Create(CultureInfo.InvariantCulture, $"feature {feature}"))]);

    public void Dispose() => _file.Dispose();

    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        CheckRows(rows);
        if (standardizer.Groups != Features)
            throw new ArgumentException($"{Name}: the standardizer has {standardizer.Groups} groups; this table takes {Features}, one for each column.", nameof(standardizer));
        for (int i = 0; i < rows.Length; i++)
        {
            var row = batch.Row(i)[..Features];
            for (int start = 0; start < Features; start += BlockElements)
            {
                var some = row.Slice(start, Math.Min(BlockElements, Features - start));
                Read(rows[i], start, some);
                for (int j = 0; j < some.Length; j++)
                {
                    double deviation = standardizer.Deviation[start + j];
                    some[j] = (float)((some[j] - standardizer.Mean[start + j]) / (deviation == 0 ? 1 : deviation));
                }
            }
        }
    }

    private void Read(int row, int column, Span<float> to)
    {
        Span<double> room = stackalloc double[BlockElements];
        var raw = MemoryMarshal.AsBytes(room)[..(to.Length * _type.Size)];
        _file.Read(row, (long)column * _type.Size, raw);
        _type.Convert(raw, to);
        for (int j = 0; j < to.Length; j++)
        {
            if (!float.IsFinite(to[j]))
                throw NpyFeatures.NotFinite(_file.Path, to[j], row, column + j);
        }
    }

    private void CheckRows(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), $"{Name}: got example {row}; there are examples 0 to {Count - 1}.");
        }
    }
}
