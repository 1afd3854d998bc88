using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Normalises the columns of a batch, and computes the gradients.</summary>
/// <remarks>
/// Columns are independent, so each part is a few whole columns. Per column, each sum takes the rows in blocks of 256:
/// within a block it is one chain from +0, and the blocks are then added in order. A single chain through 50,000 rows would lose two digits of the variance.
/// <code>
/// s = Σ x        c = s/B                              a first mean
/// d = x − c      t = Σ d        u = Σ fma(d, d, ·)    the rounding error of the first mean, and the squares
/// m = c + t/B    v = max(0, u/B − (t/B)²)             variance with 1/B
/// r = 1/√(v + ε)
/// y = fma(γ, (x − m) r, β)
///
/// backward: x̂ = (x − m) r    p = Σ g    q = Σ fma(g, x̂, ·)
/// dβ += p    dγ += q    dx = γ r (g − (p/B + x̂ (q/B)))
/// </code>
/// </remarks>
internal static unsafe class BatchNormalization
{
    private const int ColumnsPerPart = 64;
    private const int RowsPerBlock = 256;

    /// <summary>Computes y = γ (x − m)/√(v + ε) + β with the batch's own m and v.</summary>
    /// <param name="processor">The processor that runs the kernel.</param>
    /// <param name="x">The input, [rows, columns].</param>
    /// <param name="scale">γ, [columns].</param>
    /// <param name="shift">β, [columns].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="mean">Receives m, [columns].</param>
    /// <param name="variance">Receives v, [columns].</param>
    /// <param name="inverse">Receives 1/√(v + ε), [columns].</param>
    /// <param name="y">Receives the output, [rows, columns].</param>
    public static void Forward(
        Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon,
        Span<float> mean, Span<float> variance, Span<float> inverse, MatrixView y)
    {
        fixed (float* pMean = mean, pVariance = variance)
            Normalize(Task.Forward, processor, x, scale, shift, epsilon, pMean, pVariance, inverse, y);
    }

    /// <summary>Computes y = γ (x − m)/√(v + ε) + β with given m and v.</summary>
    public static void Apply(
        Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon,
        ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, Span<float> inverse, MatrixView y)
    {
        fixed (float* pMean = mean, pVariance = variance)
            Normalize(Task.Apply, processor, x, scale, shift, epsilon, pMean, pVariance, inverse, y);
    }

    /// <summary>Computes dx from dy, through mean and variance; adds to dγ and dβ.</summary>
    /// <param name="processor">The processor that runs the kernel.</param>
    /// <param name="x">The input of the forward pass.</param>
    /// <param name="scale">γ.</param>
    /// <param name="mean">m, as computed by the forward pass.</param>
    /// <param name="inverse">1/√(v + ε), as computed by the forward pass.</param>
    /// <param name="dy">The output gradient, [rows, columns].</param>
    /// <param name="dScale">The sum to which dγ is added, [columns].</param>
    /// <param name="dShift">The sum to which dβ is added, [columns].</param>
    /// <param name="dx">Receives the input gradient, [rows, columns]; empty if it is not required.</param>
    public static void Backward(
        Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<float> scale, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse,
        ReadOnlyMatrixView dy, Span<float> dScale, Span<float> dShift, MatrixView dx)
    {
        fixed (float* px = x.Data, pdy = dy.Data, pdx = dx.Data, pScale = scale, pMean = mean, pInverse = inverse, pdScale = dScale, pdShift = dShift)
        {
            var loop = new ColumnLoop
            {
                Task = Task.Backward, Rows = x.Rows,
                X = px, XRow = x.Stride, Y = pdx, YRow = dx.Stride, Dy = pdy, DyRow = dy.Stride,
                Scale = pScale, Mean = pMean, Inverse = pInverse, DScale = pdScale, DShift = pdShift,
            };
            VectorLoop.Run(processor, in loop, x.Columns, ColumnsPerPart);
        }
    }

    private static void Normalize(
        Task task, Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon,
        float* mean, float* variance, Span<float> inverse, MatrixView y)
    {
        fixed (float* px = x.Data, py = y.Data, pScale = scale, pShift = shift, pInverse = inverse)
        {
            var loop = new ColumnLoop
            {
                Task = task, Rows = x.Rows, Epsilon = epsilon,
                X = px, XRow = x.Stride, Y = py, YRow = y.Stride, Scale = pScale, Shift = pShift, Mean = mean, Variance = variance, Inverse = pInverse,
            };
            VectorLoop.Run(processor, in loop, x.Columns, ColumnsPerPart);
        }
    }

    private enum Task
    {
        Forward,
        Apply,
        Backward,
    }

    private struct ColumnLoop : IVectorLoop
    {
        public Task Task;
        public int Rows, XRow, YRow, DyRow;
        public float Epsilon;
        public float* X, Y, Dy, Scale, Shift, Mean, Variance, Inverse, DScale, DShift;

        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes> =>
            Task switch
            {
                Task.Forward => Forward<TLanes>(first, last),
                Task.Apply => Apply<TLanes>(first, last),
                _ => Backward<TLanes>(first, last),
            };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Forward<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var rows = TLanes.Broadcast(Rows);
            int column = first;
            for (; column + TLanes.Count <= last; column += TLanes.Count)
            {
                float* x = X + column;
                var sum = TLanes.Broadcast(0f);
                for (int row = 0; row < Rows;)
                {
                    var block = TLanes.Broadcast(0f);
                    for (int end = BlockEnd(row); row < end; row++, x += XRow)
                        block += TLanes.Load(ref *x, 0);
                    sum += block;
                }

                var near = sum / rows;

                x = X + column;
                var (lost, squares) = (TLanes.Broadcast(0f), TLanes.Broadcast(0f));
                for (int row = 0; row < Rows;)
                {
                    var (block, blockSquares) = (TLanes.Broadcast(0f), TLanes.Broadcast(0f));
                    for (int end = BlockEnd(row); row < end; row++, x += XRow)
                    {
                        var distance = TLanes.Load(ref *x, 0) - near;
                        block += distance;
                        blockSquares = TLanes.FusedMultiplyAdd(distance, distance, blockSquares);
                    }

                    lost += block;
                    squares += blockSquares;
                }

                var correction = lost / rows;
                // Max returns its second argument if either is NaN, so that a NaN column remains visible.
                var variance = TLanes.Max(TLanes.Broadcast(0f), (squares / rows) - (correction * correction));
                TLanes.Store(near + correction, ref *(Mean + column), 0);
                TLanes.Store(variance, ref *(Variance + column), 0);
            }

            Apply<TLanes>(first, column);
            return column;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Apply<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                for (int i = first; i < first + TLanes.Count; i++)
                    Inverse[i] = 1 / MathF.Sqrt(Variance[i] + Epsilon);

                var (mean, inverse) = (TLanes.Load(ref *(Mean + first), 0), TLanes.Load(ref *(Inverse + first), 0));
                var (scale, shift) = (TLanes.Load(ref *(Scale + first), 0), TLanes.Load(ref *(Shift + first), 0));
                float* x = X + first, y = Y + first;
                for (int row = 0; row < Rows; row++, x += XRow, y += YRow)
                    TLanes.Store(TLanes.FusedMultiplyAdd(scale, (TLanes.Load(ref *x, 0) - mean) * inverse, shift), ref *y, 0);
            }

            return first;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Backward<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var rows = TLanes.Broadcast(Rows);
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                var (mean, inverse) = (TLanes.Load(ref *(Mean + first), 0), TLanes.Load(ref *(Inverse + first), 0));
                float* x = X + first, dy = Dy + first;
                var (shift, scale) = (TLanes.Broadcast(0f), TLanes.Broadcast(0f));
                for (int row = 0; row < Rows;)
                {
                    var (blockShift, blockScale) = (TLanes.Broadcast(0f), TLanes.Broadcast(0f));
                    for (int end = BlockEnd(row); row < end; row++, x += XRow, dy += DyRow)
                    {
                        var gradient = TLanes.Load(ref *dy, 0);
                        blockShift += gradient;
                        blockScale = TLanes.FusedMultiplyAdd(gradient, (TLanes.Load(ref *x, 0) - mean) * inverse, blockScale);
                    }

                    shift += blockShift;
                    scale += blockScale;
                }

                TLanes.Store(TLanes.Load(ref *(DShift + first), 0) + shift, ref *(DShift + first), 0);
                TLanes.Store(TLanes.Load(ref *(DScale + first), 0) + scale, ref *(DScale + first), 0);
                if (Y == null)
                    continue;

                var factor = TLanes.Load(ref *(Scale + first), 0) * inverse;
                (shift, scale) = (shift / rows, scale / rows);
                x = X + first;
                dy = Dy + first;
                float* dx = Y + first;
                for (int row = 0; row < Rows; row++, x += XRow, dy += DyRow, dx += YRow)
                {
                    var normalized = (TLanes.Load(ref *x, 0) - mean) * inverse;
                    TLanes.Store(factor * (TLanes.Load(ref *dy, 0) - TLanes.FusedMultiplyAdd(normalized, scale, shift)), ref *dx, 0);
                }
            }

            return first;
        }

        private readonly int BlockEnd(int row) => Math.Min(Rows, row + RowsPerBlock);
    }
}
