using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Computes the softmax of each row, and its derivative.</summary>
/// <remarks>
/// <code>
/// Forward        m = maxⱼ x[n,j]     e[j] = exp(x[n,j] − m)     y[n,j] = e[j] / Σₖ e[k]
/// Backward       dx[n,j] = y[n,j] (dy[n,j] − Σₖ dy[n,k] y[n,k])
/// </code>
/// Sums over k in the order of <see cref="Reduction.RowSum{TLanes}"/>. The row maximum is subtracted first, so that exp does not overflow.
/// </remarks>
internal static unsafe class SoftmaxRows
{
    private const int ElementsPerPart = 1 << 9;

    public static void Forward(Processor processor, ReadOnlyMatrixView x, MatrixView y)
    {
        fixed (float* px = x.Data, py = y.Data)
            Run(processor, new() { Columns = x.Columns, X = px, XRow = x.Stride, Y = py, YRow = y.Stride }, x.Rows);
    }

    public static void Backward(Processor processor, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx)
    {
        fixed (float* py = y.Data, pdy = dy.Data, pdx = dx.Data)
        {
            Run(processor, new()
            {
                IsBackward = true, Columns = y.Columns, X = pdy, XRow = dy.Stride, Y = py, YRow = y.Stride, Dx = pdx, DxRow = dx.Stride,
            }, y.Rows);
        }
    }

    private static void Run(Processor processor, RowLoop loop, int rows) =>
        VectorLoop.Run(processor, in loop, rows, VectorLoop.RowsPerThread(processor, ElementsPerPart, rows, loop.Columns));

    private struct RowLoop : IVectorLoop
    {
        public bool IsBackward;
        public float* X, Y, Dx;
        public int Columns, XRow, YRow, DxRow;

        [SkipLocalsInit]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            // Rows of a million classes do not fit a thread's stack; next to the computation the cost of the allocation is negligible.
            const int MaxOnStack = 1 << 16;
            Span<float> row = Columns <= MaxOnStack ? stackalloc float[Columns + Lanes16.Count] : new float[Columns + Lanes16.Count];
            fixed (float* scratch = row)
            {
                for (int n = first; n < last; n++)
                {
                    if (IsBackward)
                        BackwardRow<TLanes>(n, scratch);
                    else
                        ForwardRow<TLanes>(n, scratch);
                }
            }

            return last;
        }

        /// <summary>Processes one row in a copy that holds a whole number of vectors.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void ForwardRow<TLanes>(int n, float* e)
            where TLanes : struct, ILanes<TLanes>
        {
            int columns = Columns;
            float* x = X + ((nint)n * XRow);
            float max = Max(x);
            for (int j = 0; j < columns; j++)
                e[j] = x[j] - max;
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(Elementary.Exp(TLanes.Load(ref *(e + j), 0)), ref *(e + j), 0);

            var sum = TLanes.Broadcast(Reduction.RowSum<TLanes>(e, columns));
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *(e + j), 0) / sum, ref *(e + j), 0);
            new ReadOnlySpan<float>(e, columns).CopyTo(new(Y + ((nint)n * YRow), columns));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void BackwardRow<TLanes>(int n, float* products)
            where TLanes : struct, ILanes<TLanes>
        {
            int columns = Columns;
            float* dy = X + ((nint)n * XRow), y = Y + ((nint)n * YRow), dx = Dx + ((nint)n * DxRow);
            for (int j = 0; j < columns; j++)
                products[j] = dy[j] * y[j];
            float sum = Reduction.RowSum<TLanes>(products, columns);
            for (int j = 0; j < columns; j++)
                dx[j] = y[j] * (dy[j] - sum);
        }

        /// <summary>Returns the largest element of a row, or NaN if it has one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly float Max(float* x)
        {
            float max = x[0];
            for (int j = 1; j < Columns; j++)
                max = x[j] > max || float.IsNaN(x[j]) ? x[j] : max;
            return max;
        }
    }
}
