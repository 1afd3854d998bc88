namespace Nabla.Autograd.Losses;

/// <summary>The targets of a batch: one label per sample, or values, optionally with sample weights.</summary>
public sealed class Targets
{
    private readonly int[]? _labels;
    private readonly Matrix? _values;

    /// <summary>Initializes targets from the true classes, one per sample.</summary>
    public Targets(int[] labels, Matrix? weights = null) => (_labels, Weights) = (labels, weights);

    /// <summary>Initializes targets from the true values, [samples, outputs].</summary>
    public Targets(Matrix values, Matrix? weights = null) => (_values, Weights) = (values, weights);

    /// <summary>Gets the weight of each sample, [samples, 1]; null if all are 1.</summary>
    public Matrix? Weights { get; }

    /// <summary>Returns the true classes, one per row of an output, each a column of it.</summary>
    /// <param name="output">The output's shape.</param>
    /// <exception cref="ArgumentException">The targets are values, or do not fit.</exception>
    public int[] Labels(Shape output)
    {
        if (_labels is null)
            throw new ArgumentException("This loss takes labels; the targets are values.");
        if (_labels.Length != output.Rows)
            throw new ArgumentException($"One label per sample: got {_labels.Length} labels for an output of {output}.");
        int wrong = Array.FindIndex(_labels, label => (uint)label >= (uint)output.Columns);
        return wrong < 0 ? _labels : throw new ArgumentException($"Label {wrong} is {_labels[wrong]}; expected 0 to {output.Columns - 1}.");
    }

    /// <summary>Returns the true values, with the shape of an output; for labels, 1 at the label and 0 elsewhere.</summary>
    /// <param name="output">The output's shape.</param>
    /// <exception cref="ArgumentException">The targets do not fit.</exception>
    public Matrix Values(Shape output)
    {
        if (_values is not null)
            return _values.Shape == output ? _values : throw new ArgumentException($"The targets are {_values.Shape}; expected the output's shape, {output}.");
        var values = new Matrix(output.Rows, output.Columns);
        int[] labels = Labels(output);
        for (int i = 0; i < labels.Length; i++)
            values[i, labels[i]] = 1;
        return values;
    }
}
