using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A read-only span with a shape: rows are samples, columns are features.</summary>
/// <remarks>Element (r, c) lies at <c>r·Stride + c</c>; see <see cref="MatrixView"/>.</remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct ReadOnlyMatrixView
{
    private readonly ReadOnlySpan<float> _data;

    /// <summary>A dense matrix: the rows follow each other without a gap.</summary>
    /// <exception cref="ArgumentException">The span does not hold rows × columns floats.</exception>
    public ReadOnlyMatrixView(ReadOnlySpan<float> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose rows begin <paramref name="stride"/> floats apart.</summary>
    /// <exception cref="ArgumentException">The stride is smaller than the columns, or the span does not hold rows × stride floats.</exception>
    public ReadOnlyMatrixView(ReadOnlySpan<float> data, int rows, int columns, int stride)
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

    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => _data.IsEmpty;

    /// <summary>All floats, gaps included: rows × stride.</summary>
    public ReadOnlySpan<float> Data => _data;

    /// <summary>One element.</summary>
    public float this[int row, int column] => Row(row)[column];

    /// <summary>One row, without its gap.</summary>
    public ReadOnlySpan<float> Row(int row) => _data.Slice(row * Stride, Columns);

    /// <summary>The first <paramref name="rows"/> rows.</summary>
    public ReadOnlyMatrixView Top(int rows) => new(_data[..(rows * Stride)], rows, Columns, Stride);

    /// <summary>These rows.</summary>
    internal ReadOnlyMatrixView Slice(int first, int rows) => new(_data.Slice(first * Stride, rows * Stride), rows, Columns, Stride);

    /// <summary>Copies the elements.</summary>
    /// <param name="target">Receives [rows, columns].</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyTo(MatrixView target)
    {
        ShapeException.ThrowIfDifferent("Copy", "target", target.Rows, target.Columns, Rows, Columns);
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(target.Row(row));
    }
}
