using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A span with a shape: rows are samples, columns are features.</summary>
/// <remarks>
/// Element (r, c) lies at <c>r·Stride + c</c>. A stride larger than the number of columns leaves a gap after each row;
/// what lies in the gap means nothing and may be overwritten.
/// <code>
/// Data:  r0c0 r0c1 r0c2 ·  r1c0 r1c1 r1c2 ·      2 × 3, stride 4
/// </code>
/// </remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct MatrixView
{
    private readonly Span<float> _data;

    /// <summary>A dense matrix: the rows follow each other without a gap.</summary>
    /// <exception cref="ArgumentException">The span does not hold rows × columns floats.</exception>
    public MatrixView(Span<float> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose rows begin <paramref name="stride"/> floats apart.</summary>
    /// <exception cref="ArgumentException">The stride is smaller than the columns, or the span does not hold rows × stride floats.</exception>
    public MatrixView(Span<float> data, int rows, int columns, int stride)
    {
        ShapeException.ThrowIfNotMatrix(data.Length, rows, columns, stride);
        (Rows, Columns, Stride) = (rows, columns, stride);
        _data = data;
    }

    /// <summary>How many samples.</summary>
    public int Rows { get; }

    /// <summary>How many features.</summary>
    public int Columns { get; }

    /// <summary>Floats from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>True when there is nothing in it: "nobody needs this", where a contract allows it.</summary>
    public bool IsEmpty => _data.IsEmpty;

    /// <summary>All floats, gaps included: rows × stride.</summary>
    public Span<float> Data => _data;

    /// <summary>One element.</summary>
    public ref float this[int row, int column] => ref Row(row)[column];

    /// <summary>One row, without its gap.</summary>
    public Span<float> Row(int row) => _data.Slice(row * Stride, Columns);

    /// <summary>The first <paramref name="rows"/> rows.</summary>
    public MatrixView Top(int rows) => new(_data[..(rows * Stride)], rows, Columns, Stride);

    /// <summary>These rows.</summary>
    internal MatrixView Slice(int first, int rows) => new(_data.Slice(first * Stride, rows * Stride), rows, Columns, Stride);

    /// <summary>The same memory, to be read only.</summary>
    public static implicit operator ReadOnlyMatrixView(MatrixView matrix) =>
        new(matrix._data, matrix.Rows, matrix.Columns, matrix.Stride);
}
