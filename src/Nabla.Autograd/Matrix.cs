using System.Globalization;

namespace Nabla.Autograd;

/// <summary>A matrix in double precision, stored row by row without gaps. A scalar is a 1x1 matrix.</summary>
public sealed class Matrix
{
    /// <summary>Initializes a matrix of zeros.</summary>
    /// <param name="rows">The number of rows; at least 1.</param>
    /// <param name="columns">The number of columns; at least 1.</param>
    /// <exception cref="ArgumentException">There are no rows or no columns.</exception>
    public Matrix(int rows, int columns)
        : this(rows, columns, new double[Length(rows, columns)])
    {
    }

    /// <summary>Initializes a matrix over an array, which is not copied.</summary>
    /// <param name="rows">The number of rows; at least 1.</param>
    /// <param name="columns">The number of columns; at least 1.</param>
    /// <param name="elements">The elements, row by row: rows x columns of them.</param>
    /// <exception cref="ArgumentException">There are no rows or no columns, or the array has another length.</exception>
    public Matrix(int rows, int columns, double[] elements)
    {
        if (elements.Length != Length(rows, columns))
            throw new ArgumentException($"{elements.Length} elements cannot be a matrix of {rows}x{columns}: that takes {(long)rows * columns}.");
        (Rows, Columns, Elements) = (rows, columns, elements);
    }

    /// <summary>Gets the number of rows: samples in a batch.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns: features in a batch.</summary>
    public int Columns { get; }

    /// <summary>Gets the numbers of rows and columns.</summary>
    public Shape Shape => new(Rows, Columns);

    /// <summary>Gets the elements, row by row.</summary>
    public Span<double> Data => Elements;

    /// <summary>Gets the value of a 1x1 matrix.</summary>
    /// <exception cref="InvalidOperationException">There is more than one element.</exception>
    public double Scalar => Elements.Length == 1
        ? Elements[0]
        : throw new InvalidOperationException($"A matrix of {Shape} is not one number; sum it, or take one of its elements.");

    internal double[] Elements { get; }

    /// <summary>Gets or sets an element.</summary>
    public double this[int row, int column]
    {
        get => Row(row)[column];
        set => Row(row)[column] = value;
    }

    /// <summary>Converts a number to a 1x1 matrix.</summary>
    public static implicit operator Matrix(double value) => new(1, 1, [value]);

    /// <summary>Converts a number to a 1x1 matrix.</summary>
    public static Matrix FromDouble(double value) => value;

    /// <summary>Creates a matrix from its rows: <c>Matrix.Of([[1, 2], [3, 4]])</c>.</summary>
    /// <exception cref="ArgumentException">There is no row, or rows differ in length.</exception>
    public static Matrix Of(double[][] rows)
    {
        if (rows.Length == 0 || Array.Exists(rows, row => row.Length != rows[0].Length))
            throw new ArgumentException("A matrix takes at least one row, and rows of one length.");
        return new(rows.Length, rows[0].Length, [.. rows.SelectMany(row => row)]);
    }

    /// <summary>Creates a matrix of equal elements.</summary>
    public static Matrix Filled(int rows, int columns, double value)
    {
        var matrix = new Matrix(rows, columns);
        matrix.Data.Fill(value);
        return matrix;
    }

    /// <summary>Creates an identity matrix.</summary>
    public static Matrix Identity(int size)
    {
        var matrix = new Matrix(size, size);
        for (int i = 0; i < size; i++)
            matrix[i, i] = 1;
        return matrix;
    }

    /// <summary>Creates a matrix from single-precision numbers, without loss.</summary>
    public static Matrix FromSingle(int rows, int columns, ReadOnlySpan<float> elements)
    {
        var matrix = new Matrix(rows, columns);
        matrix.CopyFrom(elements);
        return matrix;
    }

    /// <summary>Sets the elements to single-precision numbers.</summary>
    /// <exception cref="ArgumentException">The number of elements differs from that of the matrix.</exception>
    public void CopyFrom(ReadOnlySpan<float> elements)
    {
        if (elements.Length != Elements.Length)
            throw new ArgumentException($"{elements.Length} elements cannot fill a matrix of {Shape}: that takes {Elements.Length}.");
        for (int i = 0; i < elements.Length; i++)
            Elements[i] = elements[i];
    }

    /// <summary>Returns a row.</summary>
    public Span<double> Row(int row) => Data.Slice(row * Columns, Columns);

    /// <summary>Returns a copy of the matrix.</summary>
    public Matrix Copy() => new(Rows, Columns, (double[])Elements.Clone());

    /// <summary>Returns the matrix as text, truncated if it is long: "2x3 [1 2 3; 4 5 6]".</summary>
    public override string ToString()
    {
        const int Shown = 32;
        var rows = Elements.Take(Shown).Chunk(Columns).Select(row => string.Join(' ', row.Select(x => x.ToString(CultureInfo.InvariantCulture))));
        return $"{Shape} [{string.Join("; ", rows)}{(Elements.Length > Shown ? " ..." : "")}]";
    }

    /// <summary>Returns a row with broadcasting: the only row if there is just one.</summary>
    internal Span<double> StretchedRow(int row) => Row(Rows == 1 ? 0 : row);

    private static int Length(int rows, int columns) => rows >= 1 && columns >= 1
        ? checked(rows * columns)
        : throw new ArgumentException($"A matrix of {rows}x{columns}: it takes at least one row and one column.");
}
