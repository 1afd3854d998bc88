namespace Nabla.Theory.Oracles;

/// <summary>A row that is added to every row, and sums along columns: what the documents write as broadcasting.</summary>
internal static class Rows
{
    /// <summary>A + 1 rᵀ.</summary>
    public static Matrix PlusRow(this Matrix matrix, IReadOnlyList<double> row) => matrix.MapIndexed((_, column, value) => value + row[column]);

    /// <summary>A − 1 rᵀ.</summary>
    public static Matrix MinusRow(this Matrix matrix, IReadOnlyList<double> row) => matrix.MapIndexed((_, column, value) => value - row[column]);

    /// <summary>(1/B) 1ᵀ A: the mean of every column.</summary>
    public static double[] ColumnMeans(this Matrix matrix) => [.. (matrix.ColumnSums() / matrix.RowCount)];

    /// <summary>(1/B) (A − m)ᵀ (A − m).</summary>
    public static Matrix ColumnCovariance(this Matrix matrix)
    {
        var centred = matrix.MinusRow(matrix.ColumnMeans());
        return centred.TransposeThisAndMultiply(centred) / matrix.RowCount;
    }
}
