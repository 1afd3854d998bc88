using Nabla.Numerics;

namespace Nabla.Kernels;

internal unsafe partial struct ProductJob
{
    /// <summary>One part by the reference kernels: the rows of a part, in all columns that belong to it.</summary>
    private readonly void ComputeReference(int part)
    {
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int columns = lastColumn - firstColumn;
        switch (_kind)
        {
            case ProductKind.Affine:
                Product.Reference.Affine(
                    Read(A, Rows, Depth, ARow), Read(B + firstColumn, Depth, columns, BStep), new(Start + firstColumn, columns),
                    Write(C + firstColumn, Rows, columns, CRow), firstRow, lastRow);
                break;
            case ProductKind.AddTransposedLeft:
                for (int row = firstRow; Start == null && row < lastRow; row++)
                    new Span<float>(C + (row * CRow) + firstColumn, columns).Clear();
                Product.Reference.AddTransposedLeft(
                    Read(A, Depth, Rows, AStep), Read(B + firstColumn, Depth, columns, BStep),
                    Write(C + firstColumn, Rows, columns, CRow), firstRow, lastRow);
                break;
            default:
                // The result's rows are this job's columns.
                Product.Reference.TransposedRight(
                    Read(B, Columns, Depth, BStep), Read(A + (firstRow * ARow), lastRow - firstRow, Depth, ARow),
                    Write(C + firstRow, Columns, lastRow - firstRow, CRow), firstColumn, lastColumn);
                break;
        }
    }

    // A block of a larger matrix ends before its last row's stride does: views over such blocks claim the gap but never touch it.
    private static ReadOnlyMatrixView Read(float* data, int rows, int columns, nint stride) =>
        new(new ReadOnlySpan<float>(data, rows * (int)stride), rows, columns, (int)stride);

    private static MatrixView Write(float* data, int rows, int columns, nint stride) =>
        new(new Span<float>(data, rows * (int)stride), rows, columns, (int)stride);
}
