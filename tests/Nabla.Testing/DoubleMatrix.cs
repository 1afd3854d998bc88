using Nabla.Networks;

namespace Nabla.Testing;

/// <summary>A small matrix in double precision, for oracles: plain loops, nothing clever.</summary>
public sealed class DoubleMatrix(int rows, int columns)
{
    /// <summary>Elements, row by row.</summary>
    public double[] Data { get; } = new double[rows * columns];

    public int Rows => rows;

    public int Columns => columns;

    public double this[int row, int column]
    {
        get => Data[(row * columns) + column];
        set => Data[(row * columns) + column] = value;
    }

    public static DoubleMatrix From(ReadOnlyMatrixView values)
    {
        var matrix = new DoubleMatrix(values.Rows, values.Columns);
        for (int r = 0; r < values.Rows; r++)
        {
            for (int c = 0; c < values.Columns; c++)
                matrix[r, c] = values[r, c];
        }

        return matrix;
    }

    public static DoubleMatrix From(PanelView values) => From(new MatrixView(values.ToRowMajor(), values.Rows, values.Columns));

    /// <summary>Applies a function to every element.</summary>
    public DoubleMatrix Map(Func<double, double> function)
    {
        var result = new DoubleMatrix(rows, columns);
        for (int i = 0; i < Data.Length; i++)
            result.Data[i] = function(Data[i]);
        return result;
    }

    /// <summary>Σ over all elements of this ∘ other.</summary>
    public double Dot(DoubleMatrix other) => Data.Zip(other.Data, (a, b) => a * b).Sum();
}
