using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Which of the three products of a linear layer.</summary>
internal enum ProductKind
{
    Affine,
    AddTransposedLeft,
    TransposedRight,
}

/// <summary>One product, cut into parts for the worker team: blocks of the result, each computed tile by tile.</summary>
/// <remarks>
/// A part walks the depth in blocks of <see cref="DepthBlock"/>, so that what a column of tiles reads of b stays in the first-level cache;
/// between blocks the sums rest in the result, which changes no bit. At the right edge, where a vector would reach past the matrix,
/// b and the tile pass through zero-padded copies on the stack.
/// </remarks>
internal unsafe partial struct ProductJob(ProductKind kind, VectorWidth width)
{
    private const int DepthBlock = 256;
    private const int MostColumns = 32;             // of a tile: two vectors of sixteen
    private const int MostTurnedRows = 96;
    private const int PartsPerThread = 4;
    private const int RowsWorthPacking = 24;        // two tiles read what was copied once
    private const int StrideWorthPacking = 256;     // floats: from here on the rows of b crowd into few sets of the first-level cache

    private readonly ProductKind _kind = kind;
    private readonly VectorWidth _width = width;
    private int _rowParts;
    private int _columnParts;
    private int _columnsPerPart;

    // c[r, j] = start[r, j] + Σₖ a[r, k] b[k, j], start 0 if there is none; for the turned product c[j, r] and b[j, k].
    public required float* A { get; init; }
    public required nint ARow { get; init; }
    public required nint AStep { get; init; }
    public required float* B { get; init; }
    public required nint BStep { get; init; }
    public required float* Start { get; init; }
    public required nint StartRow { get; init; }
    public required float* C { get; init; }
    public required nint CRow { get; init; }
    public required int Rows { get; init; }
    public required int Columns { get; init; }
    public required int Depth { get; init; }

    /// <summary>Rows of a tile: what the registers of this width can hold.</summary>
    private readonly int TileRows => _width switch { VectorWidth.Vector512 => 12, VectorWidth.Vector256 => 6, VectorWidth.Vector128 => 8, _ => 1 };

    private readonly int TileColumns => 2 * (int)_width;

    /// <summary>Cuts the result into parts, about four for each thread, and has the team compute them.</summary>
    public void Run(Processor processor)
    {
        if (Rows == 0 || Columns == 0)
            return;
        (_rowParts, _columnParts) = Grid(processor.Threads);
        _columnsPerPart = DivideUp(DivideUp(Columns, TileColumns), _columnParts) * TileColumns;
        _columnParts = DivideUp(Columns, _columnsPerPart);
        fixed (ProductJob* job = &this)
            processor.Team.Run(_rowParts * _columnParts, &RunPart, job);
    }

    /// <summary>How many blocks of rows and of columns the result is cut into.</summary>
    /// <remarks>
    /// Four parts for each thread, so that a thread that is held up leaves its parts to the others; fewer where a part would be over
    /// in the time it takes to hand it out. Of the grids with that many parts, the one that reads least: a block of rows reads all of b,
    /// a block of columns all of a.
    /// </remarks>
    private readonly (int Rows, int Columns) Grid(int threads)
    {
        const long WorthAPart = 1 << 17;            // multiply-adds: about two microseconds
        int rowTiles = DivideUp(Rows, TileRows), columnTiles = DivideUp(Columns, TileColumns);
        int least = _kind == ProductKind.TransposedRight ? DivideUp(Rows, MostTurnedRows) : 1;
        if (threads == 1)
            return (least, 1);

        int parts = (int)Math.Clamp((long)Rows * Columns * Depth / WorthAPart, 1, PartsPerThread * threads);
        var (best, bestReads) = ((least, 1), long.MaxValue);
        for (int columnParts = 1; columnParts <= Math.Min(columnTiles, parts); columnParts++)
        {
            int rowParts = Math.Clamp(DivideUp(parts, columnParts), least, Math.Max(least, rowTiles));
            long reads = ((long)rowParts * Columns) + ((long)columnParts * Rows);
            bool even = columnTiles % columnParts == 0;
            if (even && rowParts * columnParts >= Math.Min(parts, rowTiles * columnTiles) && reads < bestReads)
                (best, bestReads) = ((rowParts, columnParts), reads);
        }

        return best;
    }

    private static void RunPart(void* context, int part)
    {
        var job = (ProductJob*)context;
        switch (job->_width)
        {
            case VectorWidth.Vector512: job->Compute<Lanes16>(part); break;
            case VectorWidth.Vector256: job->Compute<Lanes8>(part); break;
            case VectorWidth.Vector128: job->Compute<Lanes4>(part); break;
            default: job->ComputeReference(part); break;
        }
    }

    private readonly void Compute<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_kind == ProductKind.TransposedRight)
            ComputeTurned<TLanes>(part);
        else
            ComputeStraight<TLanes>(part);
    }

    /// <summary>One part of c = start + a b.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeStraight<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(DepthBlock * MostColumns) + AlignedBuffer.FloatsPerLine];
        packed = Aligned(packed);
        float* edge = stackalloc float[(ProductTile.MostRows * MostColumns) + AlignedBuffer.FloatsPerLine];
        edge = Aligned(edge);
        float* zeros = stackalloc float[MostColumns];
        new Span<float>(zeros, MostColumns).Clear();
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int tileColumns = 2 * TLanes.Count;

        for (int k = 0; k < Math.Max(1, Depth); k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - k);
            for (int column = firstColumn, columns; column < lastColumn; column += columns)
            {
                // Two whole vectors, else one, else what is left, padded.
                int left = lastColumn - column;
                columns = left >= tileColumns ? tileColumns : Math.Min(left, TLanes.Count);
                int vectors = columns > TLanes.Count ? 2 : 1;
                bool whole = columns == vectors * TLanes.Count;
                float* b = B + (k * BStep) + column;
                bool pack = !whole || (BStep >= StrideWorthPacking && lastRow - firstRow >= RowsWorthPacking);
                if (!whole)
                    CopyPadded(b, BStep, depth, columns, packed, tileColumns);
                else if (pack)
                    CopyVectors<TLanes>(b, BStep, depth, vectors, packed, tileColumns);

                for (int row = firstRow; row < lastRow;)
                {
                    int rows = NextTile(lastRow - row);
                    float* c = C + (row * CRow) + column;
                    var (start, startRow) = k > 0 ? ((nint)c, CRow) : Start == null ? ((nint)zeros, 0) : ((nint)(Start + (row * StartRow) + column), StartRow);
                    if (!whole)
                        CopyPadded((float*)start, startRow, rows, columns, edge, tileColumns);

                    ProductTile.Compute<TLanes>(rows, vectors, new()
                    {
                        A = A + (row * ARow) + (k * AStep), ARow = ARow, AStep = AStep,
                        B = pack ? packed : b, BStep = pack ? tileColumns : BStep, Depth = depth,
                        Start = whole ? (float*)start : edge, StartRow = whole ? startRow : tileColumns,
                        C = whole ? c : edge, CRow = whole ? CRow : tileColumns,
                    });

                    if (!whole)
                        CopyBlock(edge, tileColumns, rows, columns, c, CRow);
                    row += rows;
                }
            }
        }
    }

    /// <summary>One part of cᵀ = a bᵀ: b is turned on its way in, c on its way out.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeTurned<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(DepthBlock * MostColumns) + AlignedBuffer.FloatsPerLine];
        packed = Aligned(packed);
        float* sums = stackalloc float[(MostTurnedRows * MostColumns) + AlignedBuffer.FloatsPerLine];
        sums = Aligned(sums);
        float* zeros = stackalloc float[MostColumns];
        new Span<float>(zeros, MostColumns).Clear();
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int tileColumns = 2 * TLanes.Count;

        for (int column = firstColumn; column < lastColumn; column += tileColumns)
        {
            int columns = Math.Min(tileColumns, lastColumn - column);
            int vectors = columns > TLanes.Count ? 2 : 1;
            for (int k = 0; k < Math.Max(1, Depth); k += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, Depth - k);
                if (columns < vectors * TLanes.Count)
                    new Span<float>(packed, depth * tileColumns).Clear();
                Turn.Copy(B + (column * BStep) + k, BStep, columns, depth, packed, tileColumns);
                for (int row = firstRow; row < lastRow;)
                {
                    int rows = NextTile(lastRow - row);
                    float* c = sums + ((row - firstRow) * tileColumns);
                    ProductTile.Compute<TLanes>(rows, vectors, new()
                    {
                        A = A + (row * ARow) + (k * AStep), ARow = ARow, AStep = AStep,
                        B = packed, BStep = tileColumns, Depth = depth,
                        Start = k == 0 ? zeros : c, StartRow = k == 0 ? 0 : tileColumns,
                        C = c, CRow = tileColumns,
                    });
                    row += rows;
                }
            }

            Turn.Copy(sums, tileColumns, lastRow - firstRow, columns, C + (column * CRow) + firstRow, CRow);
        }
    }

    private readonly (int FirstRow, int LastRow, int FirstColumn, int LastColumn) Bounds(int part)
    {
        int rowPart = part / _columnParts, column = part % _columnParts * _columnsPerPart;
        return (
            (int)((long)Rows * rowPart / _rowParts), (int)((long)Rows * (rowPart + 1) / _rowParts),
            column, Math.Min(Columns, column + _columnsPerPart));
    }

    /// <summary>The height of the next tile, when this many rows are left: tiles of about one height, not full ones and a sliver.</summary>
    private readonly int NextTile(int rowsLeft) => DivideUp(rowsLeft, DivideUp(rowsLeft, TileRows));

    private static float* Aligned(float* memory) => (float*)(((nuint)memory + AlignedBuffer.Alignment - 1) & ~(nuint)(AlignedBuffer.Alignment - 1));

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyVectors<TLanes>(float* source, nint sourceRow, int rows, int vectors, float* target, int targetRow)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < vectors * TLanes.Count; column += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *(source + column), 0), ref *(target + column), 0);
            source += sourceRow;
            target += targetRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPadded(float* source, nint sourceRow, int rows, int columns, float* target, int targetRow)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(row * targetRow) + column] = source[(row * sourceRow) + column];
            for (int column = columns; column < targetRow; column++)
                target[(row * targetRow) + column] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlock(float* source, nint sourceRow, int rows, int columns, float* target, nint targetRow)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(row * targetRow) + column] = source[(row * sourceRow) + column];
        }
    }
}
