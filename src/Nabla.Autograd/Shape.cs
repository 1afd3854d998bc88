namespace Nabla.Autograd;

/// <summary>The shape of a matrix.</summary>
/// <param name="Rows">The number of rows; at least 1.</param>
/// <param name="Columns">The number of columns; at least 1.</param>
public readonly record struct Shape(int Rows, int Columns)
{
    /// <summary>Returns the shape as text: "3x4".</summary>
    public override string ToString() => $"{Rows}x{Columns}";

    /// <summary>Returns the shape that two shapes broadcast to: a single row or column is repeated.</summary>
    /// <exception cref="ArgumentException">They differ in a dimension where neither is 1.</exception>
    internal static Shape Broadcast(string operation, Shape a, Shape b)
    {
        if ((a.Rows != b.Rows && a.Rows != 1 && b.Rows != 1) || (a.Columns != b.Columns && a.Columns != 1 && b.Columns != 1))
        {
            throw new ArgumentException(
                $"{operation}: {a} and {b} do not fit. Rows and columns must be equal, or 1 in one of the two; did you mean to transpose one?");
        }

        return new(Math.Max(a.Rows, b.Rows), Math.Max(a.Columns, b.Columns));
    }
}
