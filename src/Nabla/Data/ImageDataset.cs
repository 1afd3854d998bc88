using Nabla.Networks;

namespace Nabla;

/// <summary>Labelled images, stored as bytes: a quarter of the memory of floats.</summary>
/// <remarks>Pixels are stored image by image, in each channel by channel, in each row by row. The groups of the standardizer are the channels.</remarks>
public sealed partial class ImageDataset : Dataset
{
    private readonly byte[] _pixels;
    private readonly int[] _labels;

    /// <summary>Initializes a data set of images in memory. The arrays are kept, not copied: do not modify them afterwards.</summary>
    /// <param name="name">The name in reports.</param>
    /// <param name="shape">The shape of each image.</param>
    /// <param name="classNames">The class names, in the order of the labels.</param>
    /// <param name="pixels">The pixels, labels.Length × channels × height × width bytes.</param>
    /// <param name="labels">The class of every image.</param>
    /// <exception cref="ArgumentException">A dimension is below 1, the number of bytes does not fit, or a label is not a class.</exception>
    public ImageDataset(string name, ImageShape shape, IReadOnlyList<string> classNames, byte[] pixels, int[] labels)
    {
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"{name}: the images' shape is {shape}; each of its numbers must be at least 1.", nameof(shape));
        long features = (long)shape.Channels * shape.Height * shape.Width;
        long expected = labels.Length * features;
        if (pixels.Length != expected)
            throw new ArgumentException($"{name}: got {pixels.Length} bytes; {labels.Length} images of {shape} are {expected}.", nameof(pixels));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classNames.Count)
                throw new ArgumentException($"{name}: the label of image {i} is {labels[i]}; expected 0 to {classNames.Count - 1}.", nameof(labels));
        }

        (Name, Shape, Task, _pixels, _labels) = (name, shape, LearningTask.Classification(classNames), pixels, labels);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Gets the shape of every image.</summary>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int Features => Shape.Features;

    /// <inheritdoc/>
    public override LearningTask Task { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Labels => _labels;

    /// <summary>Returns the bytes of an image: channel by channel, each row by row.</summary>
    /// <param name="index">The index of the image, counted from 0.</param>
    public ReadOnlySpan<byte> Pixels(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _pixels.AsSpan(index * Features, Features);
    }

    /// <summary>Computes each channel's mean and standard deviation, of byte / 255, over some of the images.</summary>
    /// <remarks>The sums are exact integers, so the result is the same on every machine and for any order of the rows.</remarks>
    /// <param name="rows">The images, which should be those of the training split only.</param>
    /// <exception cref="ArgumentException">There are no rows, or one is not an image of this set.</exception>
    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException($"{Name}: got no images to measure mean and deviation; expected at least 1.", nameof(rows));
        CheckRows(rows);

        // The images are read in memory order, not in the random order of the rows: sequential access is five times as fast.
        int[] uses = new int[Count];
        foreach (int row in rows)
            uses[row]++;
        ulong[] sums = new ulong[Shape.Channels];
        ulong[] squares = new ulong[Shape.Channels];
        for (int image = 0; image < uses.Length; image++)
        {
            for (int channel = 0; channel < sums.Length && uses[image] > 0; channel++)
            {
                var (sum, sumOfSquares) = ByteMoments.Sum(Pixels(image).Slice(channel * Shape.PlaneSize, Shape.PlaneSize));
                checked
                {
                    sums[channel] += (ulong)uses[image] * sum;
                    squares[channel] += (ulong)uses[image] * sumOfSquares;
                }
            }
        }

        // n²·variance = n·Σb² − (Σb)², still exact; the only rounding is in the last two lines.
        UInt128 n = (UInt128)rows.Length * (UInt128)Shape.PlaneSize;
        double[] mean = new double[sums.Length];
        double[] deviation = new double[sums.Length];
        for (int channel = 0; channel < sums.Length; channel++)
        {
            UInt128 sum = sums[channel];
            mean[channel] = (double)sum / (255.0 * (double)n);
            deviation[channel] = Math.Sqrt((double)((n * squares[channel]) - (sum * sum))) / (255.0 * (double)n);
        }

        return new(mean, deviation);
    }

    /// <inheritdoc/>
    public override InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Images(Shape, standardizer);

    /// <inheritdoc/>
    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        CheckRows(rows);
        int channels = Shape.Channels;
        if (standardizer.Groups != channels)
            throw new ShapeException($"{Name}: the standardizer has {standardizer.Groups} groups; images of {Shape} take {channels}, one for each channel.");

        const int FewChannels = 16;
        Span<float> factors = channels <= FewChannels ? stackalloc float[2 * FewChannels] : new float[2 * channels];
        var scale = factors[..channels];
        var shift = factors.Slice(channels, channels);
        standardizer.Factors(divisor: 255, scale, shift);
        StandardizeBytes.Run(processor, _pixels, rows, Shape.PlaneSize, scale, shift, batch);
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
