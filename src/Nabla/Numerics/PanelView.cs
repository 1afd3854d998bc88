using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A span with a shape, stored in panels of 32 columns: the memory layout of weights.</summary>
/// <remarks>
/// A panel contains 32 adjacent columns, row by row without gaps; the last panel contains the remaining ones. Element (r, c) of a panel that begins at
/// column f and is w columns wide is at <c>f·Rows + r·w + (c − f)</c>.
/// <code>
/// Data:  r0c0…c31 r1c0…c31 r2c0…c31   r0c32…c39 r1c32…c39 r2c32…c39       3 × 40
/// </code>
/// A product processes the rows of 32 columns at a time: in this layout it reads memory sequentially, whatever the number of columns.
/// Matrices of up to 32 columns are stored row by row.
/// </remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct PanelView
{
    /// <summary>The number of columns of a whole panel: two vectors of AVX-512.</summary>
    public const int PanelColumns = 32;

    private readonly Span<float> _data;

    /// <summary>Initializes a view of a matrix in panels.</summary>
    /// <exception cref="ArgumentException">The length of the span is not rows × columns.</exception>
    public PanelView(Span<float> data, int rows, int columns)
    {
        ShapeException.ThrowIfNotMatrix(data.Length, rows, columns, columns);
        (Rows, Columns) = (rows, columns);
        _data = data;
    }

    /// <summary>Gets the number of rows: a weight's inputs.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns: a weight's outputs.</summary>
    public int Columns { get; }

    /// <summary>Gets all elements, panel by panel.</summary>
    public Span<float> Data => _data;

    /// <summary>Gets the number of panels.</summary>
    public int Panels => (Columns + PanelColumns - 1) / PanelColumns;

    /// <summary>Gets a reference to an element.</summary>
    public ref float this[int row, int column] => ref Segment(row, column / PanelColumns)[column % PanelColumns];

    /// <summary>Returns the part of a row in a panel: up to 32 columns, starting at column 32 · panel.</summary>
    public Span<float> Segment(int row, int panel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        int first = panel * PanelColumns, width = Math.Min(PanelColumns, Columns - first);
        return _data.Slice((first * Rows) + (row * width), width);
    }

    /// <summary>Returns a copy of the elements, row by row.</summary>
    public float[] ToRowMajor()
    {
        float[] values = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++)
            CopyRowTo(row, values.AsSpan(row * Columns, Columns));
        return values;
    }

    /// <summary>Copies a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">Receives <see cref="Columns"/> elements.</param>
    public void CopyRowTo(int row, Span<float> target)
    {
        for (int panel = 0; panel < Panels; panel++)
            Segment(row, panel).CopyTo(target[(panel * PanelColumns)..]);
    }

    /// <summary>Sets the elements from values in row order.</summary>
    /// <exception cref="ArgumentException">The number of values is not rows × columns.</exception>
    public void CopyFromRowMajor(ReadOnlySpan<float> values)
    {
        ShapeException.ThrowIfNotMatrix(values.Length, Rows, Columns, Columns);
        for (int row = 0; row < Rows; row++)
        {
            for (int panel = 0; panel < Panels; panel++)
            {
                var segment = Segment(row, panel);
                values.Slice((row * Columns) + (panel * PanelColumns), segment.Length).CopyTo(segment);
            }
        }
    }
}
