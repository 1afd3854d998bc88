namespace Nabla.Autograd.Losses;

/// <summary>What a network should have said about a batch: a label a sample, or values, and perhaps what each sample counts.</summary>
public sealed class Targets
{
    private readonly int[]? _labels;
    private readonly Matrix? _values;

    /// <summary>The true classes, one a sample.</summary>
    public Targets(int[] labels, Matrix? weights = null) => (_labels, Weights) = (labels, weights);

    /// <summary>The true values, [samples, outputs].</summary>
    public Targets(Matrix values, Matrix? weights = null) => (_values, Weights) = (values, weights);

    /// <summary>What each sample counts, [samples, 1]; null when each counts 1.</summary>
    public Matrix? Weights { get; }

    /// <summary>The true classes.</summary>
    /// <exception cref="InvalidOperationException">The targets are values.</exception>
    public int[] Labels => _labels ?? throw new InvalidOperationException("This loss takes labels; the targets are values.");

    /// <summary>The true values; of labels, 1 at the label and 0 elsewhere.</summary>
    /// <param name="columns">How many outputs there are.</param>
    public Matrix Values(int columns)
    {
        if (_values is not null)
            return _values;
        var values = new Matrix(_labels!.Length, columns);
        for (int i = 0; i < _labels.Length; i++)
            values[i, _labels[i]] = 1;
        return values;
    }
}
