using System.Runtime.CompilerServices;

namespace Nabla.Networks;

internal unsafe partial struct ProductJob
{
    private const int MaxTransposedRows = 96;          // their sums are 12 KB: a quarter to a third of the first-level cache

    /// <summary>Computes one part of cᵀ = a bᵀ: b is transposed when loaded, c when stored.</summary>
    /// <remarks>The depth runs through the panels of a. If it is one block, the transposed b serves all rows of the part.</remarks>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeTransposed<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(DepthBlock * MaxColumns) + AlignedBuffer.FloatsPerLine];
        packed = Aligned(packed);
        float* sums = stackalloc float[(MaxTransposedRows * MaxColumns) + AlignedBuffer.FloatsPerLine];
        sums = Aligned(sums);
        float* zeros = stackalloc float[MaxColumns];
        new Span<float>(zeros, MaxColumns).Clear();
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int tileColumns = 2 * TLanes.Count;
        int chunks = DivideUp(lastRow - firstRow, MaxTransposedRows);

        for (int column = firstColumn; column < lastColumn; column += tileColumns)
        {
            int columns = Math.Min(tileColumns, lastColumn - column);
            int vectors = columns > TLanes.Count ? 2 : 1;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                int first = firstRow + ((lastRow - firstRow) * chunk / chunks), last = firstRow + ((lastRow - firstRow) * (chunk + 1) / chunks);
                for (int k = 0; k < Depth; k += DepthBlock)
                {
                    int depth = Math.Min(DepthBlock, Depth - k);
                    if (chunk == 0 || Depth > DepthBlock)
                    {
                        if (columns < vectors * TLanes.Count)
                            new Span<float>(packed, depth * tileColumns).Clear();
                        Transpose.Copy(B + (column * BStep) + k, BStep, columns, depth, packed, tileColumns);
                    }

                    for (int row = first; row < last;)
                    {
                        int rows = NextTile(last - row);
                        float* c = sums + ((row - first) * tileColumns);
                        for (int done = 0, stretch, stretches; done < depth; done += stretches * stretch)
                        {
                            // Whole panels, then the remainder in a narrower one.
                            stretch = Math.Min(PanelView.PanelColumns, depth - done);
                            stretches = (depth - done) / stretch;
                            bool begins = k + done == 0;
                            float* a = InPanel(A, Rows, Depth, row, k + done, out nint aRow);
                            ProductTile.Compute<TLanes>(rows, vectors, new()
                            {
                                A = a, ARow = aRow, AStep = 1, AJump = (Rows - 1) * aRow,
                                B = packed + (done * tileColumns), BStep = tileColumns, Depth = stretch, Stretches = stretches,
                                Start = begins ? zeros : c, StartRow = begins ? 0 : tileColumns,
                                C = c, CRow = tileColumns,
                            });
                        }

                        row += rows;
                    }
                }

                Transpose.Copy(sums, tileColumns, last - first, columns, C + (column * CRow) + first, CRow);
            }
        }
    }
}
