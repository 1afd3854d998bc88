using Nabla.Networks;

namespace Nabla;

/// <summary>Labelled images that remain in a file: a batch reads those it needs. Labels are in memory.</summary>
/// <remarks>Bit-identical to an <see cref="ImageDataset"/> of the same file.</remarks>
internal sealed class OpenedImages : Dataset, IDisposable
{
    private const int BlockSize = 1 << 12;

    private readonly RowFile _file;
    private readonly ImageShape _shape;
    private readonly int[] _labels;

    /// <param name="name">The name in reports.</param>
    /// <param name="file">The images, one per row.</param>
    /// <param name="shape">The shape of each image.</param>
    /// <param name="classNames">The class names, in the order of the labels.</param>
    /// <param name="labels">The class of every image.</param>
    public OpenedImages(string name, RowFile file, ImageShape shape, IReadOnlyList<string> classNames, int[] labels) =>
        (Name, _file, _shape, Task, _labels) = (name, file, shape, LearningTask.Classification(classNames), labels);

    public override string Name { get; }

    public override int Count => _labels.Length;

    public override int Features => _shape.Features;

    public override LearningTask Task { get; }

    public override ReadOnlySpan<int> Labels => _labels;

    /// <summary>Computes the statistics from exact integer sums, in one sequential pass over the file.</summary>
    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException($"{Name}: got no images to measure mean and deviation; expected at least 1.", nameof(rows));
        CheckRows(rows);

        int[] uses = new int[Count];
        foreach (int row in rows)
            uses[row]++;
        UInt128[] sums = new UInt128[_shape.Channels], squares = new UInt128[_shape.Channels];
        byte[] block = new byte[BlockSize];
        for (int image = 0; image < uses.Length; image++)
        {
            for (int channel = 0; channel < sums.Length && uses[image] > 0; channel++)
            {
                for (int start = 0; start < _shape.PlaneSize; start += BlockSize)
                {
                    var some = block.AsSpan(0, Math.Min(BlockSize, _shape.PlaneSize - start));
                    _file.Read(image, ((long)channel * _shape.PlaneSize) + start, some);
                    uint sum = 0, square = 0;
                    foreach (byte value in some)
                    {
                        sum += value;
                        square += (uint)(value * value);
                    }

                    sums[channel] += (UInt128)(uint)uses[image] * sum;
                    squares[channel] += (UInt128)(uint)uses[image] * square;
                }
            }
        }

        // n²·variance = n·Σb² − (Σb)² is exact; only what follows is rounded.
        UInt128 n = (UInt128)(uint)rows.Length * (UInt128)(uint)_shape.PlaneSize;
        return new(
            [.. sums.Select(sum => (double)sum / (255.0 * (double)n))],
            [.. sums.Zip(squares, (sum, square) => Math.Sqrt((double)((n * square) - (sum * sum))) / (255.0 * (double)n))]);
    }

    public override InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Images(_shape, standardizer);

    public void Dispose() => _file.Dispose();

    /// <summary>Computes byte · scale + shift, rounded once, as for images in memory.</summary>
    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        CheckRows(rows);
        if (standardizer.Groups != _shape.Channels)
            throw new ArgumentException($"{Name}: the standardizer has {standardizer.Groups} groups; images of {_shape} take {_shape.Channels}, one for each channel.", nameof(standardizer));
        Span<byte> block = stackalloc byte[BlockSize];
        for (int i = 0; i < rows.Length; i++)
        {
            var row = batch.Row(i);
            for (int channel = 0; channel < _shape.Channels; channel++)
            {
                double deviation = standardizer.Deviation[channel] == 0 ? 1 : standardizer.Deviation[channel];
                float scale = (float)(1 / (255 * deviation)), shift = (float)(-standardizer.Mean[channel] / deviation);
                var plane = row.Slice(channel * _shape.PlaneSize, _shape.PlaneSize);
                for (int start = 0; start < plane.Length; start += BlockSize)
                {
                    var some = block[..Math.Min(BlockSize, plane.Length - start)];
                    _file.Read(rows[i], ((long)channel * _shape.PlaneSize) + start, some);
                    for (int j = 0; j < some.Length; j++)
                        plane[start + j] = MathF.FusedMultiplyAdd(some[j], scale, shift);
                }
            }
        }
    }

    private void CheckRows(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), $"{Name}: got image {row}; there are images 0 to {Count - 1}.");
        }
    }
}
