using System.Runtime.CompilerServices;

namespace Nabla.Networks;

internal unsafe partial struct ProductJob
{
    private const int RowsWorthPacking = 24;        // two tiles read what was copied once
    private const int StrideWorthPacking = 256;     // floats: from here on the rows of b map to few sets of the first-level cache

    /// <summary>Computes one part of c = start + a b.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeStraight<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(DepthBlock * MaxColumns) + AlignedBuffer.FloatsPerLine];
        packed = Aligned(packed);
        float* edge = stackalloc float[(ProductTile.MaxRows * MaxColumns) + AlignedBuffer.FloatsPerLine];
        edge = Aligned(edge);
        float* zeros = stackalloc float[MaxColumns];
        new Span<float>(zeros, MaxColumns).Clear();
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int tileColumns = 2 * TLanes.Count;

        for (int k = 0; k < Math.Max(1, Depth); k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - k);
            for (int column = firstColumn, columns; column < lastColumn; column += columns)
            {
                // Two whole vectors, otherwise one, otherwise the padded remainder.
                int left = lastColumn - column;
                columns = left >= tileColumns ? tileColumns : Math.Min(left, TLanes.Count);
                int vectors = columns > TLanes.Count ? 2 : 1;
                bool whole = columns == vectors * TLanes.Count;
                float* b = BAt(k, column, out nint bStep);
                bool pack = !whole || (bStep >= StrideWorthPacking && lastRow - firstRow >= RowsWorthPacking);
                int inPlace = whole ? 0 : RowsInPlace(k, depth, column, bStep, lastRow - firstRow, TLanes.Count);
                if (!whole)
                    CopyPadded<TLanes>(b + (inPlace * bStep), bStep, depth - inPlace, columns, packed, tileColumns);
                else if (pack)
                    CopyVectors<TLanes>(b, bStep, depth, vectors, packed, tileColumns);

                for (int row = firstRow; row < lastRow;)
                {
                    int rows = NextTile(lastRow - row);
                    float* c = CAt(row, column, out nint cRow);
                    var (start, startRow) = k > 0 ? ((nint)c, cRow) : Start == null ? ((nint)zeros, 0) : StartAt(c, cRow, column);
                    if (!whole)
                        CopyPadded<TLanes>((float*)start, startRow, rows, columns, edge, tileColumns);

                    float* a = A + (row * ARow) + (k * AStep);
                    if (inPlace > 0)
                    {
                        ProductTile.Compute<TLanes>(rows, vectors, new()
                        {
                            A = a, ARow = ARow, AStep = AStep,
                            B = b, BStep = bStep, Depth = inPlace,
                            Start = edge, StartRow = tileColumns, C = edge, CRow = tileColumns,
                        });
                    }

                    ProductTile.Compute<TLanes>(rows, vectors, new()
                    {
                        A = a + (inPlace * AStep), ARow = ARow, AStep = AStep,
                        B = pack ? packed : b, BStep = pack ? tileColumns : bStep, Depth = depth - inPlace,
                        Start = whole ? (float*)start : edge, StartRow = whole ? startRow : tileColumns,
                        C = whole ? c : edge, CRow = whole ? cRow : tileColumns,
                    });

                    if (!whole)
                        CopyBlock(edge, tileColumns, rows, columns, c, cRow);
                    if (column + columns == lastColumn && k + DepthBlock < Depth)
                        FetchShare(firstRow, lastRow, row, rows, k + DepthBlock);
                    row += rows;
                }
            }
        }
    }

    /// <summary>Returns the number of rows at the weight's right edge that are read in place when there are few samples: copying them would cost more than the product.</summary>
    /// <remarks>
    /// A vector that begins there extends into the next row of the panel. The results of its other lanes are discarded, so only the last rows,
    /// at the end of the weight, need a padded copy.
    /// </remarks>
    private readonly int RowsInPlace(int k, int depth, int column, nint step, int rows, int lanes)
    {
        if (_kind != ProductKind.Affine || rows > TileRows)
            return 0;
        int reach = (column % PanelView.PanelColumns) + lanes;
        return Math.Clamp(Depth - k + 1 - DivideUp(reach, (int)step), 0, depth);
    }

    /// <summary>Prefetches a part of what the next block of depth will read of a: a batch may be far larger than a cache.</summary>
    /// <remarks>Parts follow the lines of memory: whole rows of the block in x·W, whole samples in xᵀ·dy.</remarks>
    private readonly void FetchShare(int firstRow, int lastRow, int row, int rows, int k)
    {
        int depth = Math.Min(DepthBlock, Depth - k), all = lastRow - firstRow;
        var (lines, stride, length) = AStep == 1 ? (all, ARow, depth) : (depth, AStep, all);
        float* a = A + (firstRow * ARow) + (k * AStep);
        for (int line = lines * (row - firstRow) / all; line < lines * (row + rows - firstRow) / all; line++)
        {
            for (int i = 0; i < length; i += AlignedBuffer.FloatsPerLine)
                Prefetch.Far(a + (line * stride) + i);
        }
    }

    /// <summary>Returns the address of b[k, column]: the weight's panels in y = 1b + x w, the rows of dy in dw += xᵀ dy.</summary>
    private readonly float* BAt(int k, int column, out nint step)
    {
        step = BStep;
        return _kind == ProductKind.Affine ? InPanel(B, Depth, Columns, k, column, out step) : B + (k * BStep) + column;
    }

    /// <summary>Returns the address of c[row, column]: the rows of y, or the panels of dw.</summary>
    private readonly float* CAt(int row, int column, out nint stride)
    {
        stride = CRow;
        return _kind == ProductKind.AddTransposedLeft ? InPanel(C, Rows, Columns, row, column, out stride) : C + (row * CRow) + column;
    }

    /// <summary>Returns the initial values of a tile's chains: the bias for every row, or the contents of dw.</summary>
    private readonly (nint Address, nint Row) StartAt(float* c, nint cRow, int column) =>
        _kind == ProductKind.Affine ? ((nint)(Start + column), 0) : ((nint)c, cRow);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyVectors<TLanes>(float* source, nint sourceRow, int rows, int vectors, float* target, int targetRow)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < vectors * TLanes.Count; column += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *(source + column), 0), ref *(target + column), 0);
                Prefetch.Far(source + (vectors * TLanes.Count) + column);       // what the next column of tiles will copy
            }

            source += sourceRow;
            target += targetRow;
        }
    }

    /// <summary>Copies columns that do not fill a vector, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPadded<TLanes>(float* source, nint sourceRow, int rows, int columns, float* target, int targetRow)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Broadcast(0f);
        for (int row = 0; row < rows; row++)
        {
            TLanes.Store(zero, ref *target, 0);
            for (int column = 0; column < columns; column++)
                target[column] = source[column];
            source += sourceRow;
            target += targetRow;
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
