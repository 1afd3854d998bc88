using System.Collections.ObjectModel;

using System.Globalization;

namespace Nabla.Networks;

/// <summary>Describes the raw features of a model, and how they are converted to the inputs of its network.</summary>
/// <remarks>
/// For a table, a feature is a named column, and each column has its own mean and deviation. For images, a feature is a pixel of a channel, in the order
/// channel, row, column; each channel has its own mean and deviation.
/// <code>
/// table    input[n,j] = (encoded[n,j] − mean[j]) / deviation[j]      encoded: see <see cref="InputColumn"/>; the raw number if there are no columns
/// images   input[n,p] = (raw[n,p] / pixelDivisor − mean[c]) / deviation[c]      c the channel of pixel p
/// </code>
/// A deviation of 0 divides by 1.
/// </remarks>
public sealed partial class InputSchema
{
    // The standardizer's values, in arrays: prediction reads them for every feature.
    private readonly double[] _means;
    private readonly double[] _divisors;

    private InputSchema(int features, IReadOnlyList<string> featureNames, ImageShape? image, double pixelDivisor, Standardizer standardizer, IReadOnlyList<InputColumn> columns)
    {
        int groups = image?.Channels ?? (columns.Count > 0 ? columns.Sum(column => column.Inputs) : features);
        if (standardizer.Groups != groups)
        {
            throw new ArgumentException(
                $"The standardizer has {standardizer.Groups} {(standardizer.Groups == 1 ? "mean" : "means")}; {(image is { } shape ? $"images of {shape} have {groups} channels" : columns.Count > 0 ? $"the columns make {groups} inputs" : $"{features} features have {groups} columns")}: give one for each.",
                nameof(standardizer));
        }

        RequireNumbers(standardizer);
        (Features, FeatureNames, Image, PixelDivisor, Standardizer, Columns) = (features, featureNames, image, pixelDivisor, standardizer, columns);
        Inputs = image is null ? groups : features;
        (_means, _divisors) = ([.. standardizer.Mean], [.. standardizer.Deviation.Select(deviation => deviation == 0 ? 1 : deviation)]);
    }

    /// <summary>Gets the number of raw features of an example.</summary>
    public int Features { get; }

    /// <summary>Gets the number of inputs of the network, which exceeds that of the features if a category or a missing value has inputs of its own.</summary>
    public int Inputs { get; }

    /// <summary>Gets the columns of the training table, ignored ones included; empty for images and if the features were given as arrays.</summary>
    public IReadOnlyList<InputColumn> Columns { get; }

    /// <summary>Gets the names of the features, in order; empty for images and if no names were given.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Gets the shape of the images, or null if the examples are rows of a table.</summary>
    public ImageShape? Image { get; }

    /// <summary>Gets the divisor of raw pixel values, applied before the mean is subtracted: 255 for bytes. 1 for tables.</summary>
    public double PixelDivisor { get; }

    /// <summary>Gets the mean and deviation of each column or channel.</summary>
    public Standardizer Standardizer { get; }

    /// <summary>Creates the schema of rows of a table.</summary>
    /// <param name="standardizer">The mean and deviation of each column.</param>
    /// <param name="featureNames">The names of the columns, each once. Default: no names.</param>
    /// <exception cref="ArgumentException">There are no columns, the numbers of names and columns differ, or a name is null or given twice.</exception>
    public static InputSchema Table(Standardizer standardizer, IReadOnlyList<string>? featureNames = null)
    {
        if (standardizer.Groups == 0)
            throw new ArgumentException("The standardizer has no means; expected one for each column.", nameof(standardizer));
        string[] names = [.. featureNames ?? []];
        if (names.Length > 0 && names.Length != standardizer.Groups)
            throw new ArgumentException($"Got {names.Length} feature names for {standardizer.Groups} columns; give one for each, or none.", nameof(featureNames));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] is null)
                throw new ArgumentException($"The name of feature {i} is null; expected text.", nameof(featureNames));
            if (!seen.Add(names[i]))
                throw new ArgumentException($"Two features are called \"{names[i]}\"; give each a unique name.", nameof(featureNames));
        }

        return new(standardizer.Groups, new ReadOnlyCollection<string>(names), null, 1, standardizer, []);
    }

    /// <summary>Creates the schema of images.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="standardizer">The mean and deviation of each channel.</param>
    /// <param name="pixelDivisor">The divisor of raw pixel values; finite, above 0. Default 255, for bytes.</param>
    /// <exception cref="ArgumentException">The numbers of means and channels differ, or a value is outside its range.</exception>
    public static InputSchema Images(ImageShape shape, Standardizer standardizer, double pixelDivisor = 255)
    {
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"The shape of the images is {shape}; each of its numbers must be at least 1.", nameof(shape));
        if (!double.IsFinite(pixelDivisor) || pixelDivisor <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pixelDivisor), pixelDivisor, string.Create(CultureInfo.InvariantCulture, $"The pixel divisor is {pixelDivisor}; it must be a finite number above 0."));
        }

        return new(shape.Features, [], shape, pixelDivisor, standardizer, []);
    }

    /// <summary>Standardizes raw examples.</summary>
    /// <param name="raw">Raw features, [examples, <see cref="Features"/>]: values of a table, or pixels.</param>
    /// <param name="inputs">Receives the inputs of the network, [examples, <see cref="Inputs"/>].</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented.</exception>
    /// <exception cref="InvalidOperationException">A column is categorical, and numbers do not specify its categories.</exception>
    public void Standardize(ReadOnlyMatrixView raw, MatrixView inputs)
    {
        ShapeException.ThrowIfDifferent("Input", "raw features", raw.Rows, raw.Columns, raw.Rows, Features);
        ShapeException.ThrowIfDifferent("Input", "inputs", inputs.Rows, inputs.Columns, raw.Rows, Inputs);
        RequireNumeric();
        for (int row = 0; row < raw.Rows; row++)
        {
            if (Columns.Count > 0)
                Encode(raw.Row(row), inputs.Row(row));
            else if (Image is null)
                ScaleColumns(raw.Row(row), inputs.Row(row));
            else
                ScaleChannels(raw.Row(row), inputs.Row(row));
        }
    }

    /// <summary>Standardizes the bytes of images.</summary>
    /// <param name="pixels">The images one after another, channel by channel, each channel row by row: examples × <see cref="Features"/> bytes.</param>
    /// <param name="inputs">Receives the inputs of the network, [examples, <see cref="Features"/>].</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented.</exception>
    public void StandardizePixels(ReadOnlySpan<byte> pixels, MatrixView inputs)
    {
        ShapeException.ThrowIfDifferent("Input", "pixels", 1, pixels.Length, 1, checked(inputs.Rows * Features));
        ShapeException.ThrowIfDifferent("Input", "inputs", inputs.Rows, inputs.Columns, inputs.Rows, Features);
        for (int row = 0; row < inputs.Rows; row++)
        {
            var target = inputs.Row(row);
            for (int j = 0; j < target.Length; j++)
                target[j] = pixels[(row * Features) + j];
            if (Image is null)
                ScaleColumns(target, target);
            else
                ScaleChannels(target, target);
        }
    }

    /// <summary>Uses double precision: the mean of a column may be far larger than its deviation.</summary>
    private void ScaleColumns(ReadOnlySpan<float> raw, Span<float> inputs)
    {
        for (int j = 0; j < raw.Length; j++)
            inputs[j] = (float)((raw[j] - _means[j]) / _divisors[j]);
    }

    /// <summary>Computes the same as <see cref="ImageDataset"/>, bit for bit.</summary>
    private void ScaleChannels(ReadOnlySpan<float> raw, Span<float> inputs)
    {
        int channels = Standardizer.Groups, plane = raw.Length / channels;
        Span<float> scale = channels <= 16 ? stackalloc float[channels] : new float[channels];
        Span<float> shift = channels <= 16 ? stackalloc float[channels] : new float[channels];
        Standardizer.Factors(PixelDivisor, scale, shift);
        for (int j = 0; j < raw.Length; j++)
            inputs[j] = MathF.FusedMultiplyAdd(raw[j], scale[j / plane], shift[j / plane]);
    }

    private static void RequireNumbers(Standardizer standardizer)
    {
        for (int i = 0; i < standardizer.Groups; i++)
        {
            double mean = standardizer.Mean[i], deviation = standardizer.Deviation[i];
            if (!double.IsFinite(mean) || !double.IsFinite(deviation) || deviation < 0)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The standardizer has mean {mean} and deviation {deviation} for group {i}; expected finite numbers, the deviation at least 0."),
                    nameof(standardizer));
            }
        }
    }
}
