namespace Nabla.Networks;

/// <summary>Specifies one of the three products of a linear layer.</summary>
internal enum ProductKind
{
    Affine,
    AddTransposedLeft,
    TransposedRight,
}

/// <summary>One product, divided into parts for the worker team: blocks of the result, each computed tile by tile.</summary>
/// <remarks>
/// A part processes the depth in blocks of <see cref="DepthBlock"/>, so that what a column of tiles reads of b stays in the first-level cache;
/// between blocks the sums are stored in the result, without rounding. At the right edge, where a vector would extend past the matrix,
/// b and the tile use zero-padded copies on the stack.
/// </remarks>
internal unsafe partial struct ProductJob(ProductKind kind, VectorWidth width) : IVectorLoop
{
    private const int DepthBlock = 256;
    private const int MaxColumns = 32;             // of a tile: two vectors of sixteen
    private const int PartsPerThread = 4;
    private const int CopyingCosts = 4;             // reads

    private readonly ProductKind _kind = kind;
    private readonly VectorWidth _width = width;
    private int _rowParts;
    private int _columnParts;
    private int _columnsPerPart;

    // c[r, j] = start[r, j] + Σₖ a[r, k] b[k, j], start 0 if there is none; for the transposed product c[j, r] and b[j, k].
    // The strides are those of the operands stored in rows; the weight, or its gradient, is stored in panels.
    public required float* A { get; init; }
    public nint ARow { get; init; }
    public nint AStep { get; init; }
    public required float* B { get; init; }
    public nint BStep { get; init; }
    public required float* Start { get; init; }
    public required float* C { get; init; }
    public nint CRow { get; init; }
    public required int Rows { get; init; }
    public required int Columns { get; init; }
    public required int Depth { get; init; }

    /// <summary>Gets the number of rows of a tile, which the registers of this width can hold.</summary>
    private readonly int TileRows => _width switch { VectorWidth.Vector512 => 12, VectorWidth.Vector256 => 6, VectorWidth.Vector128 => 8, _ => 1 };

    /// <summary>Gets the number of columns of a tile. The reference kernels use whole panels.</summary>
    private readonly int TileColumns => _width == VectorWidth.Scalar ? PanelView.PanelColumns : 2 * (int)_width;

    /// <summary>Gets the minimum work of a part, about two microseconds: this many multiply-adds, or a quarter of them if a weight is used once and memory is the limit.</summary>
    private readonly long WorthAPart => Rows == 1 ? VectorLoop.WorkOfAPart / 4 : VectorLoop.WorkOfAPart;

    /// <summary>Divides the result into parts, about four per thread, and has the team compute them.</summary>
    public void Run(Processor processor)
    {
        if (Rows == 0 || Columns == 0)
            return;
        (_rowParts, _columnParts) = Grid(processor.Team.Concurrency);
        _columnsPerPart = DivideUp(DivideUp(Columns, TileColumns), _columnParts) * TileColumns;
        _columnParts = DivideUp(Columns, _columnsPerPart);
        VectorLoop.Run(processor, in this, _rowParts * _columnParts, countPerPart: 1, (long)Rows * Columns * Depth * (VectorLoop.WorkOfAPart / WorthAPart));
    }

    /// <summary>Returns the number of blocks of rows and of columns of the result.</summary>
    /// <remarks>
    /// There are four parts per thread, so that a delayed thread leaves its parts to the others; fewer if a part would take less time
    /// than its scheduling. Of the grids with that many parts, the one that reads the smallest amount is used: a block of rows reads all of b,
    /// a block of columns all of a, and data copied or transposed before it is read costs more. Every block of rows repeats the transposition,
    /// so then there are half as many parts. One thread uses the same grid as two: the data that a part reads repeatedly then fits the
    /// second-level cache.
    /// </remarks>
    private readonly (int Rows, int Columns) Grid(int threads)
    {
        int rowTiles = DivideUp(Rows, TileRows), columnTiles = HasFewColumns ? 1 : DivideUp(Columns, TileColumns);

        int most = Math.Max(2, threads) * (_kind == ProductKind.TransposedRight ? PartsPerThread / 2 : PartsPerThread);
        int readCosts = _kind == ProductKind.Affine ? 1 : CopyingCosts;
        int parts = (int)Math.Clamp((long)Rows * Columns * Depth / WorthAPart, 1, most);
        var (best, bestReads) = ((1, 1), long.MaxValue);
        for (int columnParts = 1; columnParts <= Math.Min(columnTiles, parts); columnParts++)
        {
            int rowParts = Math.Clamp(DivideUp(parts, columnParts), 1, rowTiles);
            long reads = ((long)rowParts * Columns * readCosts) + ((long)columnParts * Rows);
            bool even = columnTiles % columnParts == 0;
            if (even && rowParts * columnParts >= Math.Min(parts, rowTiles * columnTiles) && reads < bestReads)
                (best, bestReads) = ((rowParts, columnParts), reads);
        }

        return best;
    }

    /// <inheritdoc/>
    public readonly int Run<TLanes>(int first, int last)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int part = first; part < last; part++)
        {
            if (TLanes.Count == 1)
                ComputeReference(part);
            else if (IsNarrow)
                ComputeNarrow<TLanes>(part);
            else if (_kind == ProductKind.TransposedRight)
                ComputeTransposed<TLanes>(part);
            else
                ComputeStraight<TLanes>(part);
        }

        return last;
    }

    private readonly (int FirstRow, int LastRow, int FirstColumn, int LastColumn) Bounds(int part)
    {
        int rowPart = part % _rowParts, column = part / _rowParts * _columnsPerPart;
        return (
            (int)((long)Rows * rowPart / _rowParts), (int)((long)Rows * (rowPart + 1) / _rowParts),
            column, Math.Min(Columns, column + _columnsPerPart));
    }

    /// <summary>Returns the address of an element of a matrix in panels, and the distance to the next row.</summary>
    private static float* InPanel(float* matrix, int rows, int columns, int row, int column, out nint rowStride)
    {
        int first = column / PanelView.PanelColumns * PanelView.PanelColumns;
        rowStride = Math.Min(PanelView.PanelColumns, columns - first);
        return matrix + ((nint)first * rows) + (row * rowStride) + (column - first);
    }

    /// <summary>Returns the height of the next tile if this many rows remain: tiles of about equal height, instead of full ones and a small remainder.</summary>
    private readonly int NextTile(int rowsLeft) => DivideUp(rowsLeft, DivideUp(rowsLeft, TileRows));

    private static float* Aligned(float* memory) => (float*)(((nuint)memory + AlignedBuffer.Alignment - 1) & ~(nuint)(AlignedBuffer.Alignment - 1));

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
