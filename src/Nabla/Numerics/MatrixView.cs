using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A span with a shape: rows are samples, columns are features.</summary>
/// <remarks>
/// Element (r, c) is at <c>r·Stride + c</c>. A stride larger than the number of columns leaves a gap after each row,
/// whose contents are undefined and may be overwritten.
/// <code>
/// Data:  r0c0 r0c1 r0c2 ·  r1c0 r1c1 r1c2 ·      2 × 3, stride 4
/// </code>
/// </remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct MatrixView
{
    private readonly Span<float> _data;

    /// <summary>Initializes a dense view: the rows follow each other without gaps.</summary>
    /// <exception cref="ArgumentException">The length of the span is not rows × columns.</exception>
    public MatrixView(Span<float> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>Initializes a view whose rows begin <paramref name="stride"/> floats apart.</summary>
    /// <exception cref="ArgumentException">The stride is smaller than the number of columns, or the length of the span is not rows × stride.</exception>
    public MatrixView(Span<float> data, int rows, int columns, int stride)
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

    /// <summary>Gets whether the view is empty, which where permitted means that a result is not required.</summary>
    public bool IsEmpty => _data.IsEmpty;

    /// <summary>Gets all floats, gaps included: rows × stride.</summary>
    public Span<float> Data => _data;

    /// <summary>Gets a reference to an element.</summary>
    public ref float this[int row, int column] => ref Row(row)[column];

    /// <summary>Returns a row, without its gap.</summary>
    public Span<float> Row(int row) => _data.Slice(row * Stride, Columns);

    /// <summary>Returns the first <paramref name="rows"/> rows.</summary>
    public MatrixView Top(int rows) => new(_data[..(rows * Stride)], rows, Columns, Stride);

    /// <summary>Returns a range of rows.</summary>
    internal MatrixView Slice(int first, int rows) => new(_data.Slice(first * Stride, rows * Stride), rows, Columns, Stride);

    /// <summary>Converts to a read-only view of the same memory.</summary>
    public static implicit operator ReadOnlyMatrixView(MatrixView matrix) =>
        new(matrix._data, matrix.Rows, matrix.Columns, matrix.Stride);
}
