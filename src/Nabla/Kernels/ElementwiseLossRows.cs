using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Computes the weighted mean of an element-wise loss over each row, and its derivative.</summary>
/// <remarks>
/// K columns, s[n] the row's weight (1 by default), W the total weight; labels instead of targets mean t[n,j] = [j = label].
/// <code>
/// loss[n] = s[n] (Σⱼ l(x[n,j], t[n,j])) / K     dx[n,j] = l′(x[n,j], t[n,j]) · s[n]/(W K)
/// </code>
/// The sums have the order of <see cref="Reduction.RowSum{TLanes}"/>. An empty dx is not computed. A row of weight 0 is ignored.
/// </remarks>
internal static unsafe class ElementwiseLossRows
{
    private const int ElementsPerPart = 1 << 9;

    public static void Compute<TLoss>(
        Processor processor, TLoss loss, ReadOnlyMatrixView x, ReadOnlySpan<int> labels, ReadOnlyMatrixView targets, ReadOnlySpan<float> weights,
        double totalWeight, Span<float> losses, MatrixView dx)
        where TLoss : unmanaged, IElementwiseLoss
    {
        fixed (float* px = x.Data, pt = targets.Data, pdx = dx.Data, pLosses = losses, pWeights = weights)
        fixed (int* pLabels = labels)
        {
            var loop = new RowLoop<TLoss>
            {
                Loss = loss, Columns = x.Columns, X = px, XRow = x.Stride, T = pt, TRow = targets.Stride, Dx = pdx, DxRow = dx.Stride,
                Labels = pLabels, Weights = pWeights, Losses = pLosses, TotalWeight = totalWeight,
            };
            VectorLoop.Run(processor, in loop, x.Rows, VectorLoop.RowsPerThread(processor, ElementsPerPart, x.Rows, x.Columns));
        }
    }

    private struct RowLoop<TLoss> : IVectorLoop
        where TLoss : unmanaged, IElementwiseLoss
    {
        public TLoss Loss;
        public float* X, T, Dx, Losses, Weights;
        public int* Labels;
        public int Columns, XRow, TRow, DxRow;
        public double TotalWeight;

        [SkipLocalsInit]
        public int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            // Rows of half a million outputs do not fit a thread's stack; next to the computation the cost of the allocation is negligible.
            const int MaxOnStack = 1 << 15;
            int room = Columns + Lanes16.Count;
            Span<float> memory = Columns <= MaxOnStack ? stackalloc float[2 * room] : new float[2 * room];
            fixed (float* scratch = memory)
            {
                for (int n = first; n < last; n++)
                {
                    float weight = Weights == null ? 1f : Weights[n];
                    if (weight == 0)
                        Skip(n);
                    else
                        Row<TLanes>(n, weight, scratch, scratch + room);
                }
            }

            return last;
        }

        private readonly void Skip(int n)
        {
            Losses[n] = 0;
            if (Dx != null)
                new Span<float>(Dx + ((nint)n * DxRow), Columns).Clear();
        }

        /// <summary>Processes one row in copies of it and its targets that hold a whole number of vectors; the results of the padding are discarded.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Row<TLanes>(int n, float weight, float* x, float* t)
            where TLanes : struct, ILanes<TLanes>
        {
            new ReadOnlySpan<float>(X + ((nint)n * XRow), Columns).CopyTo(new(x, Columns));
            CopyTargets(n, new(t, Columns));

            var scale = TLanes.Broadcast((float)(weight / (TotalWeight * Columns)));
            for (int j = 0; j < Columns; j += TLanes.Count)
            {
                var (output, target) = (TLanes.Load(ref *(x + j), 0), TLanes.Load(ref *(t + j), 0));
                TLanes.Store(Loss.Value(output, target), ref *(x + j), 0);
                if (Dx != null)
                    TLanes.Store(Loss.Derivative(output, target) * scale, ref *(t + j), 0);
            }

            Losses[n] = weight * (Reduction.RowSum<TLanes>(x, Columns) / Columns);
            if (Dx != null)
                new ReadOnlySpan<float>(t, Columns).CopyTo(new(Dx + ((nint)n * DxRow), Columns));
        }

        private readonly void CopyTargets(int n, Span<float> t)
        {
            if (Labels == null)
            {
                new ReadOnlySpan<float>(T + ((nint)n * TRow), Columns).CopyTo(t);
                return;
            }

            t.Clear();
            t[Labels[n]] = 1f;
        }
    }
}
