using System.Diagnostics;

namespace Nabla.Networks;

/// <summary>A span with a shape, kept in panels of 32 columns: how a weight lies in memory.</summary>
/// <remarks>
/// A panel holds 32 neighbouring columns, row after row without a gap; the last panel holds what is left. Element (r, c) of a panel that begins at
/// column f and is w columns wide lies at <c>f·Rows + r·w + (c − f)</c>.
/// <code>
/// Data:  r0c0…c31 r1c0…c31 r2c0…c31   r0c32…c39 r1c32…c39 r2c32…c39       3 × 40
/// </code>
/// A product walks down the rows of 32 columns at a time: here that is one stream of memory, whatever the number of columns.
/// Matrices of up to 32 columns lie row by row.
/// </remarks>
[DebuggerDisplay("{Rows}x{Columns}")]
public readonly ref struct PanelView
{
    /// <summary>Columns of a whole panel: two vectors of AVX-512.</summary>
    public const int PanelColumns = 32;

    private readonly Span<float> _data;

    /// <summary>A matrix in panels.</summary>
    /// <exception cref="ArgumentException">The span does not hold rows × columns floats.</exception>
    public PanelView(Span<float> data, int rows, int columns)
    {
        ShapeException.ThrowIfNotMatrix(data.Length, rows, columns, columns);
        (Rows, Columns) = (rows, columns);
        _data = data;
    }

    /// <summary>How many rows: a weight's inputs.</summary>
    public int Rows { get; }

    /// <summary>How many columns: a weight's outputs.</summary>
    public int Columns { get; }

    /// <summary>All elements, panel after panel.</summary>
    public Span<float> Data => _data;

    /// <summary>How many panels.</summary>
    public int Panels => (Columns + PanelColumns - 1) / PanelColumns;

    /// <summary>One element.</summary>
    public ref float this[int row, int column] => ref Segment(row, column / PanelColumns)[column % PanelColumns];

    /// <summary>The part of a row that lies in a panel: up to 32 columns from column 32 · panel on.</summary>
    public Span<float> Segment(int row, int panel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        int first = panel * PanelColumns, width = Math.Min(PanelColumns, Columns - first);
        return _data.Slice((first * Rows) + (row * width), width);
    }

    /// <summary>The elements row by row, in an array of their own.</summary>
    public float[] ToRowMajor()
    {
        float[] values = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++)
            CopyRowTo(row, values.AsSpan(row * Columns, Columns));
        return values;
    }

    /// <summary>Copies a row.</summary>
    /// <param name="row">Which.</param>
    /// <param name="target">Receives <see cref="Columns"/> elements.</param>
    public void CopyRowTo(int row, Span<float> target)
    {
        for (int panel = 0; panel < Panels; panel++)
            Segment(row, panel).CopyTo(target[(panel * PanelColumns)..]);
    }

    /// <summary>Takes elements that come row by row.</summary>
    /// <exception cref="ArgumentException">There are not rows × columns of them.</exception>
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
