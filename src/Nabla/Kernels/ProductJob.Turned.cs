using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

internal unsafe partial struct ProductJob
{
    /// <summary>One part of cᵀ = a bᵀ, panel after panel of a: b is turned on its way in, c on its way out.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeTurned<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(PanelView.PanelColumns * MostColumns) + AlignedBuffer.FloatsPerLine];
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
            for (int k = 0; k < Math.Max(1, Depth); k += PanelView.PanelColumns)
            {
                int depth = Math.Min(PanelView.PanelColumns, Depth - k);
                if (columns < vectors * TLanes.Count)
                    new Span<float>(packed, depth * tileColumns).Clear();
                Turn.Copy(B + (column * BStep) + k, BStep, columns, depth, packed, tileColumns);
                for (int row = firstRow; row < lastRow;)
                {
                    int rows = NextTile(lastRow - row);
                    float* a = InPanel(A, Rows, Depth, row, k, out nint aRow);
                    float* c = sums + ((row - firstRow) * tileColumns);
                    ProductTile.Compute<TLanes>(rows, vectors, new()
                    {
                        A = a, ARow = aRow, AStep = 1,
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
}
