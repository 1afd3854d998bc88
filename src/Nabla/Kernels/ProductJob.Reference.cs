namespace Nabla.Networks;

internal unsafe partial struct ProductJob
{
    /// <summary>Computes one part with the reference kernels. Parts are divided between panels, so a part of a weight's columns is again a matrix in panels.</summary>
    private readonly void ComputeReference(int part)
    {
        var (firstRow, lastRow, firstColumn, lastColumn) = Bounds(part);
        int columns = lastColumn - firstColumn;
        switch (_kind)
        {
            case ProductKind.Affine:
                Product.Reference.Affine(
                    Read(A, Rows, Depth, ARow), Panels(B, Depth, firstColumn, columns), new(Start + firstColumn, columns),
                    Write(C + firstColumn, Rows, columns, CRow), firstRow, lastRow);
                break;
            case ProductKind.AddTransposedLeft:
                var gradient = Panels(C, Rows, firstColumn, columns);
                for (int row = firstRow; Start == null && row < lastRow; row++)
                {
                    for (int panel = 0; panel < gradient.Panels; panel++)
                        gradient.Segment(row, panel).Clear();
                }

                Product.Reference.AddTransposedLeft(Read(A, Depth, Rows, AStep), Read(B + firstColumn, Depth, columns, BStep), gradient, firstRow, lastRow);
                break;
            default:
                // The result's samples are this job's columns.
                Product.Reference.TransposedRight(
                    Read(B + (firstColumn * BStep), columns, Depth, BStep), Panels(A, Rows, 0, Depth),
                    Write(C + (firstColumn * CRow), columns, Rows, CRow), firstRow, lastRow);
                break;
        }
    }

    // A block of a larger matrix ends before its last row's stride: views of such blocks include the gap but never access it.
    private static ReadOnlyMatrixView Read(float* data, int rows, int columns, nint stride) =>
        new(new ReadOnlySpan<float>(data, rows * (int)stride), rows, columns, (int)stride);

    private static MatrixView Write(float* data, int rows, int columns, nint stride) =>
        new(new Span<float>(data, rows * (int)stride), rows, columns, (int)stride);

    private static PanelView Panels(float* data, int rows, int firstColumn, int columns) =>
        new(new Span<float>(data + ((nint)firstColumn * rows), rows * columns), rows, columns);
}
