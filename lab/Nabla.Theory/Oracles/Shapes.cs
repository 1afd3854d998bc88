namespace Nabla.Theory.Oracles;

/// <summary>Which shapes an expression takes: found by trying.</summary>
internal static class Shapes
{
    private const int Largest = 7;

    /// <summary>The shapes of a matrix, up to 7×7, for which the expression can be evaluated.</summary>
    public static IReadOnlyList<(int Rows, int Columns)> ThatFit(Func<Matrix, Matrix> expression) =>
    [
        .. from rows in Enumerable.Range(1, Largest)
           from columns in Enumerable.Range(1, Largest)
           where Fits(() => expression(Matrix.Build.Dense(rows, columns)))
           select (rows, columns),
    ];

    /// <summary>Whether an expression can be evaluated.</summary>
    public static bool Fits(Func<Matrix> expression)
    {
        try
        {
            expression();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
