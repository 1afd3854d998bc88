using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A read-only span with a shape: rows are samples, columns are features.</summary>
/// <remarks>Element (r, c) is at <c>r·Stride + c</c>; see <see cref="MatrixView"/>.</remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct ReadOnlyMatrixView
{
    private readonly ReadOnlySpan<float> _data;

    /// <summary>Initializes a dense view: the rows follow each other without gaps.</summary>
    /// <exception cref="ArgumentException">The length of the span is not rows × columns.</exception>
    public ReadOnlyMatrixView(ReadOnlySpan<float> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>Initializes a view whose rows begin <paramref name="stride"/> floats apart.</summary>
    /// <exception cref="ArgumentException">The stride is smaller than the number of columns, or the length of the span is not rows × stride.</exception>
    public ReadOnlyMatrixView(ReadOnlySpan<float> data, int rows, int columns, int stride)
    {
        ShapeException.ThrowIfNotMatrix(data.Length, rows, columns, stride);
        (Rows, Columns, Stride) = (rows, columns, stride);
        _data = data;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns.</summary>
    public int Columns { get; }

    /// <summary>Gets the number of floats from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>Gets whether the view is empty.</summary>
    public bool IsEmpty => _data.IsEmpty;

    /// <summary>Gets all floats, gaps included: rows × stride.</summary>
    public ReadOnlySpan<float> Data => _data;

    /// <summary>Gets an element.</summary>
    public float this[int row, int column] => Row(row)[column];

    /// <summary>Returns a row, without its gap.</summary>
    public ReadOnlySpan<float> Row(int row) => _data.Slice(row * Stride, Columns);

    /// <summary>Returns the first <paramref name="rows"/> rows.</summary>
    public ReadOnlyMatrixView Top(int rows) => new(_data[..(rows * Stride)], rows, Columns, Stride);

    /// <summary>Returns a range of rows.</summary>
    internal ReadOnlyMatrixView Slice(int first, int rows) => new(_data.Slice(first * Stride, rows * Stride), rows, Columns, Stride);

    /// <summary>Copies the elements.</summary>
    /// <param name="target">Receives the elements, [rows, columns].</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyTo(MatrixView target)
    {
        ShapeException.ThrowIfDifferent("Copy", "target", target.Rows, target.Columns, Rows, Columns);
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(target.Row(row));
    }
}
