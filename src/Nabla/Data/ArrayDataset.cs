using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>Examples of numeric features in arrays: a table whose columns are the features.</summary>
/// <remarks>The groups of the standardizer are the columns. Missing values must be imputed beforehand: every feature must be finite.</remarks>
public sealed class ArrayDataset : Dataset
{
    private readonly float[] _features;
    private readonly int[] _labels;
    private readonly float[] _values;
    private readonly float[] _weights;

    private ArrayDataset(
        string name, LearningTask task, float[] features, int count, int[] labels, float[] values, float[]? weights, IReadOnlyList<string>? featureNames)
    {
        if (count == 0 ? features.Length > 0 : features.Length % count != 0)
            throw new ArgumentException($"{name}: got {features.Length} features in all for {count} examples; expected the same number for each.", nameof(features));
        (Name, Task, Count, _features, _labels, _values, _weights) = (name, task, count, features, labels, values, weights ?? []);
        Features = count == 0 ? featureNames?.Count ?? 0 : features.Length / count;
        FeatureNames = featureNames is null
            ? [.. Enumerable.Range(0, Features).Select(feature => string.Create(CultureInfo.InvariantCulture, $"feature {feature}"))]
            : [.. featureNames];
        if (FeatureNames.Count != Features)
            throw new ArgumentException($"{name}: got {FeatureNames.Count} feature names for {Features} features.", nameof(featureNames));
        for (int i = 0; i < features.Length; i++)
        {
            if (!float.IsFinite(features[i]))
                throw new ArgumentException(Invariant($"{name}: {FeatureNames[i % Features]} of example {i / Features} is {features[i]}; expected a finite number."), nameof(features));
        }

        if (weights is not null && weights.Length != count)
            throw new ArgumentException($"{name}: got {weights.Length} weights for {count} examples.", nameof(weights));
        Weight.Check(name, "example", _weights);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int Features { get; }

    /// <summary>Gets the names of the features, in the order of the columns.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <inheritdoc/>
    public override LearningTask Task { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Labels => _labels;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Weights => _weights;

    /// <summary>Creates a data set for classification. The arrays are kept, not copied: do not modify them afterwards.</summary>
    /// <param name="name">The name in reports.</param>
    /// <param name="features">The features, example by example, the same number for each.</param>
    /// <param name="labels">The class of every example: an index into the class names.</param>
    /// <param name="classNames">The class names, in the order of the labels.</param>
    /// <param name="weights">The weight of each example in the loss; finite, at least 0. Default: all 1.</param>
    /// <param name="featureNames">The names of the features. Default: "feature 0", "feature 1", and so on.</param>
    /// <exception cref="ArgumentException">The arrays do not fit each other, a feature is not finite, or a label is not a class.</exception>
    public static ArrayDataset Classification(
        string name, float[] features, int[] labels, IReadOnlyList<string> classNames, float[]? weights = null, IReadOnlyList<string>? featureNames = null)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classNames.Count)
                throw new ArgumentException($"{name}: the label of example {i} is {labels[i]}; expected 0 to {classNames.Count - 1}.", nameof(labels));
        }

        return new(name, LearningTask.Classification(classNames), features, labels.Length, labels, [], weights, featureNames);
    }

    /// <summary>Creates a data set for classification from one feature array per example, which is copied.</summary>
    /// <inheritdoc cref="Classification(string, float[], int[], IReadOnlyList{string}, float[], IReadOnlyList{string})"/>
    public static ArrayDataset Classification(
        string name, IReadOnlyList<float[]> features, int[] labels, IReadOnlyList<string> classNames, float[]? weights = null, IReadOnlyList<string>? featureNames = null) =>
        Classification(name, Flat(name, features, labels.Length), labels, classNames, weights, featureNames);

    /// <summary>Creates a data set for regression. The arrays are kept, not copied: do not modify them afterwards.</summary>
    /// <param name="name">The name in reports.</param>
    /// <param name="features">The features, example by example, the same number for each.</param>
    /// <param name="values">The values to predict, example by example, one for each target name.</param>
    /// <param name="targetNames">The names of the values to predict.</param>
    /// <param name="weights">The weight of each example in the loss; finite, at least 0. Default: all 1.</param>
    /// <param name="featureNames">The names of the features. Default: "feature 0", "feature 1", and so on.</param>
    /// <exception cref="ArgumentException">The arrays do not fit each other, or a feature or value is not finite.</exception>
    public static ArrayDataset Regression(
        string name, float[] features, float[] values, IReadOnlyList<string> targetNames, float[]? weights = null, IReadOnlyList<string>? featureNames = null)
    {
        var task = LearningTask.Regression(targetNames);
        if (values.Length % targetNames.Count != 0)
            throw new ArgumentException($"{name}: got {values.Length} values; expected {targetNames.Count} for each example.", nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException(Invariant($"{name}: {targetNames[i % targetNames.Count]} of example {i / targetNames.Count} is {values[i]}; expected a finite number."), nameof(values));
        }

        return new(name, task, features, values.Length / targetNames.Count, [], values, weights, featureNames);
    }

    /// <summary>Creates a data set for regression from one feature array per example, which is copied.</summary>
    /// <inheritdoc cref="Regression(string, float[], float[], IReadOnlyList{string}, float[], IReadOnlyList{string})"/>
    public static ArrayDataset Regression(
        string name, IReadOnlyList<float[]> features, float[] values, IReadOnlyList<string> targetNames, float[]? weights = null, IReadOnlyList<string>? featureNames = null) =>
        Regression(name, Flat(name, features, targetNames.Count == 0 ? 0 : values.Length / targetNames.Count), values, targetNames, weights, featureNames);

    /// <summary>Computes each column's mean and standard deviation over some of the examples, in double precision.</summary>
    /// <remarks>A column of equal values has exactly that mean, and deviation 0.</remarks>
    /// <param name="rows">The examples, which should be those of the training split only.</param>
    /// <exception cref="ArgumentException">There are no rows, or one is not an example of this set.</exception>
    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException($"{Name}: got no examples to measure mean and deviation; expected at least 1.", nameof(rows));
        CheckRows(rows);

        double[] mean = new double[Features], deviation = new double[Features];
        bool[] varies = new bool[Features];
        var first = Row(rows[0]);
        foreach (int row in rows)
        {
            var features = Row(row);
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += features[j];
                varies[j] |= features[j] != first[j];
            }
        }

        for (int j = 0; j < mean.Length; j++)
            mean[j] = varies[j] ? mean[j] / rows.Length : first[j];
        foreach (int row in rows)
        {
            var features = Row(row);
            for (int j = 0; j < mean.Length; j++)
            {
                double distance = features[j] - mean[j];
                deviation[j] += distance * distance;
            }
        }

        for (int j = 0; j < deviation.Length; j++)
            deviation[j] = Math.Sqrt(deviation[j] / rows.Length);
        return new(mean, deviation);
    }

    /// <inheritdoc/>
    public override InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Table(standardizer, FeatureNames);

    /// <summary>Computes (raw − mean) / deviation in double precision, rounded once.</summary>
    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        CheckRows(rows);
        if (standardizer.Groups != Features)
            throw new ShapeException($"{Name}: the standardizer has {standardizer.Groups} groups; this table takes {Features}, one for each column.");

        // A few columns at a time, so that their means and deviations fit on the stack, without an array per batch.
        const int Block = 64;
        Span<double> mean = stackalloc double[Block], deviation = stackalloc double[Block];
        for (int start = 0; start < Features; start += Block)
        {
            int columns = Math.Min(Block, Features - start);
            for (int j = 0; j < columns; j++)
            {
                mean[j] = standardizer.Mean[start + j];
                deviation[j] = standardizer.Deviation[start + j] == 0 ? 1 : standardizer.Deviation[start + j];
            }

            for (int i = 0; i < rows.Length; i++)
            {
                var from = Row(rows[i]).Slice(start, columns);
                var to = batch.Row(i).Slice(start, columns);
                for (int j = 0; j < columns; j++)
                    to[j] = (float)((from[j] - mean[j]) / deviation[j]);
            }
        }
    }

    private ReadOnlySpan<float> Row(int row) => _features.AsSpan(row * Features, Features);

    private void CheckRows(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), $"{Name}: got example {row}; there are examples 0 to {Count - 1}.");
        }
    }

    private static float[] Flat(string name, IReadOnlyList<float[]> rows, int count)
    {
        if (rows.Count != count)
            throw new ArgumentException($"{name}: got the features of {rows.Count} examples and the targets of {count}.", nameof(rows));
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Length != rows[0].Length)
                throw new ArgumentException($"{name}: example {i} has {rows[i].Length} features; example 0 has {rows[0].Length}.", nameof(rows));
        }

        return [.. rows.SelectMany(row => row)];
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
