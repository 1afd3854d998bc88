using Nabla.Networks;

namespace Nabla.Theory.Oracles;

/// <summary>The library's own layers and losses, in single precision: what is trained is held to the same formulas as the documents.</summary>
internal static class Library
{
    /// <summary>Single precision, a few dozen terms a sum.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>What a layer puts out and hands back.</summary>
    /// <param name="Output">y.</param>
    /// <param name="InputGradient">∂L/∂x.</param>
    /// <param name="ParameterGradients">∂L/∂ each parameter, in the layer's order.</param>
    public sealed record Passed(Matrix Output, Matrix InputGradient, IReadOnlyList<Matrix> ParameterGradients);

    /// <summary>One forward and one backward pass.</summary>
    /// <param name="layer">The layer, with its parameters set.</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="dy">∂L/∂y, [rows, outputs].</param>
    /// <param name="mode">What the pass is for.</param>
    public static Passed Run(Layer layer, Matrix x, Matrix dy, PassMode mode = PassMode.Training)
    {
        using var processor = new Processor(threads: 1);
        var pass = new Pass(processor, mode, Step: 1, Key: new RandomKey(1));
        int rows = x.RowCount;
        var (input, output, upstream, downstream) = (Values(x), new float[rows * layer.Outputs], Values(dy), new float[rows * layer.Inputs]);
        float[] cache = new float[layer.CacheLength(rows)], scratch = new float[layer.ScratchLength(rows)];
        foreach (var parameter in layer.Parameters)
            parameter.Gradient.Data.Clear();
        layer.Forward(pass, new(input, rows, layer.Inputs), new(output, rows, layer.Outputs), cache);
        layer.Backward(
            pass, new(input, rows, layer.Inputs), new(output, rows, layer.Outputs), cache, new(upstream, rows, layer.Outputs),
            new(downstream, rows, layer.Inputs), scratch);
        return new(
            Dense(rows, layer.Outputs, output), Dense(rows, layer.Inputs, downstream),
            [.. layer.Parameters.Select(parameter => Dense(parameter.Rows, parameter.Columns, parameter.Gradient.ToRowMajor()))]);
    }

    /// <summary>The mean loss of logits or probabilities, and its gradient.</summary>
    public static (double Mean, Matrix Gradient) Evaluate(Loss loss, Matrix output, Matrix targets)
    {
        using var processor = new Processor(threads: 1);
        int[] labels = [.. targets.EnumerateRows().Select(row => row.MaximumIndex())];
        float[] gradient = new float[output.RowCount * output.ColumnCount];
        double mean = loss.Evaluate(
            processor, new(Values(output), output.RowCount, output.ColumnCount), labels, new float[output.RowCount],
            new(gradient, output.RowCount, output.ColumnCount));
        return (mean, Dense(output.RowCount, output.ColumnCount, gradient));
    }

    /// <summary>A linear layer with the documents' W, which is the transpose of the library's, and b.</summary>
    public static Linear Linear(Matrix w, IReadOnlyList<double> b)
    {
        var layer = new Linear(w.ColumnCount, w.RowCount);
        Set(layer.Parameters[0], w.Transpose());
        Set(layer.Parameters[1], Matrix.Build.DenseOfRows([b]));
        return layer;
    }

    /// <summary>Gives a parameter its values.</summary>
    public static void Set(Parameter parameter, Matrix values)
    {
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                parameter.Value[row, column] = (float)values[row, column];
        }
    }

    /// <summary>Holds what a formula gives against what the library computes.</summary>
    public static Finding Check(Matrix expected, Matrix computed) => Finding.Relative(expected, computed, Tolerance);

    private static float[] Values(Matrix matrix) => [.. matrix.ToRowMajorArray().Select(value => (float)value)];

    private static Matrix Dense(int rows, int columns, float[] values) => Matrix.Build.DenseOfRowMajor(rows, columns, values.Select(value => (double)value));
}
