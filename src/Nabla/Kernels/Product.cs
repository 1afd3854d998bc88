namespace Nabla.Networks;

/// <summary>The three products of a linear layer.</summary>
/// <remarks>
/// <code>
/// Affine              y   = 1b + x w      y[n,j]  = b[j] + Σₖ x[n,k] w[k,j]
/// AddTransposedLeft   dw += xᵀ dy         dw[k,j] = dw[k,j] + Σₙ x[n,k] dy[n,j]
/// TransposedRight     dx  = dy wᵀ         dx[n,k] = Σⱼ dy[n,j] w[k,j]
/// </code>
/// Each element of a result is one chain of fused multiply-adds in the order of its sum, so results are bit-identical for every vector width, tile and number of threads.
/// Weights are stored in panels (<see cref="PanelView"/>), all other matrices in rows.
/// </remarks>
internal static unsafe partial class Product
{
    /// <summary>Computes y = 1b + x w: x [samples, inputs], w [inputs, outputs], bias [outputs], y [samples, outputs].</summary>
    public static void Affine(Processor processor, ReadOnlyMatrixView x, PanelView w, ReadOnlySpan<float> bias, MatrixView y)
    {
        ArgumentNullException.ThrowIfNull(processor);
        ShapeException.ThrowIfDifferent(nameof(Affine), "weight", w.Rows, w.Columns, x.Columns, w.Columns);
        ShapeException.ThrowIfDifferent(nameof(Affine), "bias", 1, bias.Length, 1, w.Columns);
        ShapeException.ThrowIfDifferent(nameof(Affine), "output", y.Rows, y.Columns, x.Rows, w.Columns);
        fixed (float* px = x.Data, pw = w.Data, pb = bias, py = y.Data)
        {
            var job = new ProductJob(ProductKind.Affine, processor.Width)
            {
                A = px, ARow = x.Stride, AStep = 1,
                B = pw,
                Start = pb,
                C = py, CRow = y.Stride,
                Rows = x.Rows, Columns = w.Columns, Depth = x.Columns,
            };
            job.Run(processor);
        }
    }

    /// <summary>Computes dw += xᵀ dy: x [samples, inputs], dy [samples, outputs], dw [inputs, outputs]. The contents of dw count as 0 if <paramref name="isZero"/>.</summary>
    public static void AddTransposedLeft(Processor processor, ReadOnlyMatrixView x, ReadOnlyMatrixView dy, PanelView dw, bool isZero = false)
    {
        ArgumentNullException.ThrowIfNull(processor);
        ShapeException.ThrowIfDifferent(nameof(AddTransposedLeft), "output gradient", dy.Rows, dy.Columns, x.Rows, dy.Columns);
        ShapeException.ThrowIfDifferent(nameof(AddTransposedLeft), "weight gradient", dw.Rows, dw.Columns, x.Columns, dy.Columns);
        fixed (float* px = x.Data, pdy = dy.Data, pdw = dw.Data)
        {
            var job = new ProductJob(ProductKind.AddTransposedLeft, processor.Width)
            {
                A = px, ARow = 1, AStep = x.Stride,
                B = pdy, BStep = dy.Stride,
                Start = isZero ? null : pdw,
                C = pdw,
                Rows = x.Columns, Columns = dy.Columns, Depth = x.Rows,
            };
            job.Run(processor);
        }
    }

    /// <summary>Computes dx = dy wᵀ: dy [samples, outputs], w [inputs, outputs], dx [samples, inputs].</summary>
    public static void TransposedRight(Processor processor, ReadOnlyMatrixView dy, PanelView w, MatrixView dx)
    {
        ArgumentNullException.ThrowIfNull(processor);
        ShapeException.ThrowIfDifferent(nameof(TransposedRight), "weight", w.Rows, w.Columns, w.Rows, dy.Columns);
        ShapeException.ThrowIfDifferent(nameof(TransposedRight), "input gradient", dx.Rows, dx.Columns, dy.Rows, w.Rows);
        // Lanes are samples: dy is transposed block by block, w is read along the rows of its panels, and the tiles of dxᵀ are transposed when stored.
        // Transposing w instead would cost inputs · outputs moves per batch; this costs samples · (inputs + outputs).
        fixed (float* pdy = dy.Data, pw = w.Data, pdx = dx.Data)
        {
            var job = new ProductJob(ProductKind.TransposedRight, processor.Width)
            {
                A = pw,
                B = pdy, BStep = dy.Stride,
                Start = null,
                C = pdx, CRow = dx.Stride,
                Rows = w.Rows, Columns = dy.Rows, Depth = dy.Columns,
            };
            job.Run(processor);
        }
    }
}
