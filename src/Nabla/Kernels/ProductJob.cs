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
    private const int MostTransposedRows = 96;

    private readonly ProductKind _kind = kind;
    private readonly VectorWidth _width = width;
    private int _rowsPerPart;
    private int _columnsPerPart;
    private int _columnParts;

    // c[r, j] = start[r, j] + Σₖ a[r, k] b[k, j]; for the turned product c[j, r] and b[j, k].
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
        const long WorthATeam = 1 << 16;            // multiply-adds: below, one thread is done before another has woken
        bool alone = processor.Threads == 1 || (long)Rows * Columns * Depth < WorthATeam;
        int wanted = alone ? 1 : 4 * processor.Threads;

        int rowTiles = DivideUp(Rows, TileRows), columnTiles = DivideUp(Columns, TileColumns);
        int columnParts = Math.Min(columnTiles, Math.Max(1, wanted / rowTiles));
        int rowParts = Math.Min(rowTiles, Math.Max(1, wanted / columnParts));
        _columnsPerPart = DivideUp(columnTiles, columnParts) * TileColumns;
        _rowsPerPart = DivideUp(rowTiles, rowParts) * TileRows;
        if (_kind == ProductKind.TransposedRight)
            _rowsPerPart = Math.Min(_rowsPerPart, MostTransposedRows / TileRows * TileRows);
        _columnParts = DivideUp(Columns, _columnsPerPart);

        fixed (ProductJob* job = &this)
            processor.Team.Run(_columnParts * DivideUp(Rows, _rowsPerPart), &RunPart, job);
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
    [SkipLocalsInit]
    private readonly void ComputeStraight<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[DepthBlock * MostColumns];
        float* edge = stackalloc float[ProductTile.MostRows * MostColumns];
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int tileColumns = 2 * TLanes.Count;

        for (int k = 0; k < Math.Max(1, Depth); k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - k);
            float* start = k == 0 ? Start : C;
            nint startRow = k == 0 ? StartRow : CRow;
            for (int column = firstColumn; column < lastColumn; column += tileColumns)
            {
                int columns = Math.Min(tileColumns, lastColumn - column);
                int vectors = columns > TLanes.Count ? 2 : 1;
                bool whole = columns == vectors * TLanes.Count;
                float* b = B + (k * BStep) + column;
                if (!whole)
                    CopyPadded(b, BStep, depth, columns, packed, tileColumns);

                for (int row = firstRow; row < lastRow; row += TileRows)
                {
                    int rows = Math.Min(TileRows, lastRow - row);
                    float* c = C + (row * CRow) + column;
                    if (!whole)
                        CopyPadded(start + (row * startRow) + column, startRow, rows, columns, edge, tileColumns);

                    ProductTile.Compute<TLanes>(rows, vectors, new()
                    {
                        A = A + (row * ARow) + (k * AStep), ARow = ARow, AStep = AStep,
                        B = whole ? b : packed, BStep = whole ? BStep : tileColumns, Depth = depth,
                        Start = whole ? start + (row * startRow) + column : edge, StartRow = whole ? startRow : tileColumns,
                        C = whole ? c : edge, CRow = whole ? CRow : tileColumns,
                    });

                    if (!whole)
                        CopyBlock(edge, tileColumns, rows, columns, c, CRow);
                }
            }
        }
    }

    /// <summary>One part of cᵀ = a bᵀ: b is turned on its way in, c on its way out.</summary>
    [SkipLocalsInit]
    private readonly void ComputeTurned<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[DepthBlock * MostColumns];
        float* sums = stackalloc float[MostTransposedRows * MostColumns];
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
                CopyTurnedPadded(B + (column * BStep) + k, BStep, columns, depth, packed, tileColumns);
                for (int row = firstRow; row < lastRow; row += TileRows)
                {
                    float* c = sums + ((row - firstRow) * tileColumns);
                    ProductTile.Compute<TLanes>(Math.Min(TileRows, lastRow - row), vectors, new()
                    {
                        A = A + (row * ARow) + (k * AStep), ARow = ARow, AStep = AStep,
                        B = packed, BStep = tileColumns, Depth = depth,
                        Start = k == 0 ? zeros : c, StartRow = k == 0 ? 0 : tileColumns,
                        C = c, CRow = tileColumns,
                    });
                }
            }

            for (int i = 0; i < columns; i++)
            {
                float* target = C + ((column + i) * CRow);
                for (int row = firstRow; row < lastRow; row++)
                    target[row] = sums[((row - firstRow) * tileColumns) + i];
            }
        }
    }

    private readonly (int FirstRow, int LastRow, int FirstColumn, int LastColumn) Bounds(int part)
    {
        int row = part / _columnParts * _rowsPerPart, column = part % _columnParts * _columnsPerPart;
        return (row, Math.Min(Rows, row + _rowsPerPart), column, Math.Min(Columns, column + _columnsPerPart));
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

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

    private static void CopyTurnedPadded(float* source, nint sourceRow, int rows, int columns, float* target, int targetRow)
    {
        for (int row = 0; row < targetRow; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(column * targetRow) + row] = row < rows ? source[(row * sourceRow) + column] : 0;
        }
    }

    private static void CopyBlock(float* source, nint sourceRow, int rows, int columns, float* target, nint targetRow)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(row * targetRow) + column] = source[(row * sourceRow) + column];
        }
    }
}
