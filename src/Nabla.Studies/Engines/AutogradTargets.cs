using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Converts the targets of a batch for the autograd engine.</summary>
internal static class AutogradTargets
{
    /// <summary>Returns labels or values, with weights if the data set has them. With one output for two classes, the label is the value.</summary>
    public static Autograd.Losses.Targets Of(Dataset dataset, ReadOnlySpan<int> rows, int outputs)
    {
        var weights = dataset.Weights.IsEmpty ? null : Chosen(dataset.Weights, columns: 1, rows);
        if (!dataset.Task.IsClassification)
            return new(Chosen(dataset.Values, dataset.Task.Names.Count, rows), weights);
        int[] labels = new int[rows.Length];
        for (int n = 0; n < rows.Length; n++)
            labels[n] = dataset.Labels[rows[n]];
        if (!dataset.Task.IsOneOutputForTwoClasses(outputs))
            return new(labels, weights);
        var values = new Matrix(labels.Length, 1);
        values.CopyFrom([.. labels.Select(label => (float)label)]);
        return new(values, weights);
    }

    private static Matrix Chosen(ReadOnlySpan<float> all, int columns, ReadOnlySpan<int> rows)
    {
        float[] chosen = new float[rows.Length * columns];
        for (int n = 0; n < rows.Length; n++)
            all.Slice(rows[n] * columns, columns).CopyTo(chosen.AsSpan(n * columns));
        var matrix = new Matrix(rows.Length, columns);
        matrix.CopyFrom(chosen);
        return matrix;
    }
}
