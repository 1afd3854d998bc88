using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Computes the cross-entropy of the softmax of each row, with label smoothing and weights, and its derivative.</summary>
/// <remarks>
/// Label smoothing ε, row weights s, class weights c (absent weights are 1), W the total weight, K classes:
/// <code>
/// m = maxⱼ x[n,j]     e[j] = exp(x[n,j] − m)     L = ln Σₖ e[k]     loss[n] = L − (x[n,t] − m)     dx[n,j] = (e[j] / Σₖ e[k] − [j = t]) / W
///
/// weighted   a = (1 − ε) c[t]     b = ε/K     C = Σₖ c[k]
///            loss[n] = s[n] (a (L − (x[n,t] − m)) + b (C L − Σₖ c[k] (x[n,k] − m)))
///            dx[n,j] = ((a + bC) e[j] / Σₖ e[k] − b c[j] − a [j = t]) · s[n]/W
/// </code>
/// Sums over k in the order of <see cref="Reduction.RowSum{TLanes}"/>. The row maximum is subtracted first, so that exp does not overflow; both halves of the
/// weighted loss are at least 0, so there is no cancellation. An empty dx is not computed. A row of weight 0 has loss and derivative 0, whatever its values.
/// Without smoothing and with weights of 1, the results are bit-identical to the first line, which is then computed without the factors.
/// <para>
/// Lanes are rows: a block of as many rows as a vector has lanes is transposed, and each operation processes all of them. With few classes, lanes
/// that were classes would be mostly empty, and each row would wait for its own maximum, sum and logarithm.
/// </para>
/// </remarks>
internal static unsafe class CrossEntropyRows
{
    private const int ElementsPerPart = 1 << 12;

    /// <summary>Runs on x and dx [samples, classes], labels, weights and losses [samples], class weights [classes]; dx and weights may be empty.</summary>
    public static void Run(
        Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights,
        float smoothing, double totalWeight, Span<float> losses, MatrixView dx)
    {
        fixed (float* px = x.Data, pdx = dx.Data, pLosses = losses, pWeights = weights, pClassWeights = classWeights)
        fixed (int* pLabels = labels)
        {
            var loop = new RowLoop
            {
                Columns = x.Columns, X = px, XRow = x.Stride, Dx = pdx, DxRow = dx.Stride, Labels = pLabels, Losses = pLosses,
                Weights = pWeights, ClassWeights = pClassWeights, Smoothing = smoothing, TotalWeight = totalWeight,
                ClassWeightSum = classWeights.IsEmpty ? x.Columns : Reduction.RowSum<Lanes1>(pClassWeights, x.Columns),
            };
            // Parts are whole blocks at every width.
            int blocks = VectorLoop.RowsPerPart(ElementsPerPart, Lanes16.Count * x.Columns);
            VectorLoop.Run(processor, in loop, x.Rows, blocks * Lanes16.Count);
        }
    }

    private struct RowLoop : IVectorLoop
    {
        public float* X, Dx, Losses, Weights, ClassWeights;
        public int* Labels;
        public int Columns, XRow, DxRow;
        public float Smoothing, ClassWeightSum;
        public double TotalWeight;

        private readonly bool IsWeighted => Smoothing > 0 || Weights != null || ClassWeights != null;

        [SkipLocalsInit]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            // A block of thousands of classes does not fit a thread's stack; next to the computation the cost of the allocation is negligible.
            const int MaxOnStack = 1 << 16;
            int length = Columns * TLanes.Count;
            Span<float> block = length <= MaxOnStack ? stackalloc float[length] : new float[length];
            fixed (float* scratch = block)
            {
                for (int n = first; n < last; n += TLanes.Count)
                    RunBlock<TLanes>(n, Math.Min(TLanes.Count, last - n), scratch);
            }

            return last;
        }

        /// <summary>Processes rows n to n + count − 1; block has room for one vector per column.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void RunBlock<TLanes>(int n, int count, float* block)
            where TLanes : struct, ILanes<TLanes>
        {
            float* end = block + (Columns * TLanes.Count);
            if (count < TLanes.Count)
                new Span<float>(block, Columns * TLanes.Count).Clear();
            Transpose.Copy(X + ((nint)n * XRow), XRow, count, Columns, block, TLanes.Count);

            var max = TLanes.Load(ref *block, 0);
            for (float* x = block + TLanes.Count; x < end; x += TLanes.Count)
            {
                var value = TLanes.Load(ref *x, 0);
                max = TLanes.Select(TLanes.BitwiseOr(TLanes.GreaterThan(value, max), TLanes.IsNaN(value)), value, max);
            }

            for (float* x = block; x < end; x += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *x, 0) - max, ref *x, 0);
            for (int i = 0; i < count; i++)
                Losses[n + i] = block[(Labels[n + i] * TLanes.Count) + i];

            float* logits = stackalloc float[TLanes.Count];
            if (Smoothing > 0)
                TLanes.Store(Sum<TLanes>(block, ClassWeights), ref *logits, 0);
            for (float* x = block; x < end; x += TLanes.Count)
                TLanes.Store(Elementary.Exp(TLanes.Load(ref *x, 0)), ref *x, 0);

            var sum = Sum<TLanes>(block, null);
            float* logarithms = stackalloc float[TLanes.Count];
            TLanes.Store(Elementary.Log(sum), ref *logarithms, 0);
            for (int i = 0; i < count; i++)
                Losses[n + i] = logarithms[i] - Losses[n + i];
            if (IsWeighted)
                WeighLosses(n, count, logarithms, logits);
            if (Dx == null)
                return;

            for (float* e = block; e < end; e += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *e, 0) / sum, ref *e, 0);
            if (IsWeighted)
            {
                WeighGradient<TLanes>(n, count, block);
            }
            else
            {
                // If j is not t, (y − 0) · scale equals y · scale.
                for (int i = 0; i < count; i++)
                    block[(Labels[n + i] * TLanes.Count) + i] -= 1f;
                var scale = TLanes.Broadcast((float)(1 / TotalWeight));
                for (float* y = block; y < end; y += TLanes.Count)
                    TLanes.Store(TLanes.Load(ref *y, 0) * scale, ref *y, 0);
            }

            Transpose.Copy(block, TLanes.Count, Columns, count, Dx + ((nint)n * DxRow), DxRow);
            for (int i = 0; IsWeighted && i < count; i++)
            {
                if (IsSkipped(n + i))
                    new Span<float>(Dx + ((nint)(n + i) * DxRow), Columns).Clear();
            }
        }

        /// <summary>Converts L − (x[n,t] − m) to the weighted loss.</summary>
        private readonly void WeighLosses(int n, int count, float* logarithms, float* logits)
        {
            float everywhere = Smoothing / Columns;
            for (int i = 0; i < count; i++)
            {
                float loss = AtLabel(n + i) * Losses[n + i];
                if (Smoothing > 0)
                    loss += everywhere * ((ClassWeightSum * logarithms[i]) - logits[i]);
                Losses[n + i] = IsSkipped(n + i) ? 0 : RowWeight(n + i) * loss;
            }
        }

        /// <summary>Converts e[j] / Σₖ e[k] to the weighted derivative.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void WeighGradient<TLanes>(int n, int count, float* block)
            where TLanes : struct, ILanes<TLanes>
        {
            float everywhere = Smoothing / Columns;
            float* alls = stackalloc float[TLanes.Count], scales = stackalloc float[TLanes.Count];
            for (int i = 0; i < count; i++)
            {
                alls[i] = AtLabel(n + i) + (everywhere * ClassWeightSum);
                scales[i] = TotalWeight == 0 ? 0f : (float)(RowWeight(n + i) / TotalWeight);
            }

            var all = TLanes.Load(ref *alls, 0);
            for (int j = 0; j < Columns; j++)
            {
                float* y = block + (j * TLanes.Count);
                TLanes.Store((all * TLanes.Load(ref *y, 0)) - TLanes.Broadcast(everywhere * ClassWeight(j)), ref *y, 0);
            }

            for (int i = 0; i < count; i++)
                block[(Labels[n + i] * TLanes.Count) + i] -= AtLabel(n + i);
            var scale = TLanes.Load(ref *scales, 0);
            for (float* y = block; y < block + (Columns * TLanes.Count); y += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *y, 0) * scale, ref *y, 0);
        }

        private readonly bool IsSkipped(int n) => RowWeight(n) == 0 || (AtLabel(n) == 0 && Smoothing == 0);

        private readonly float AtLabel(int n) => (1f - Smoothing) * ClassWeight(Labels[n]);

        private readonly float RowWeight(int n) => Weights == null ? 1f : Weights[n];

        private readonly float ClassWeight(int label) => ClassWeights == null ? 1f : ClassWeights[label];

        /// <summary>Returns the sum of each row, each column multiplied by its factor; in a row's lane the order is that of <see cref="Reduction.RowSum{TLanes}"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly TLanes Sum<TLanes>(float* block, float* factors)
            where TLanes : struct, ILanes<TLanes>
        {
            const int Partials = 8;
            float* partials = stackalloc float[Partials * TLanes.Count];
            for (int i = 0; i < Partials; i++)
            {
                var sum = TLanes.Broadcast(0f);
                for (int j = i; j < Columns; j += Partials)
                {
                    var term = TLanes.Load(ref *(block + (j * TLanes.Count)), 0);
                    sum += factors == null ? term : TLanes.Broadcast(factors[j]) * term;
                }

                TLanes.Store(sum, ref *(partials + (i * TLanes.Count)), 0);
            }

            return ((Partial(0) + Partial(4)) + (Partial(2) + Partial(6))) + ((Partial(1) + Partial(5)) + (Partial(3) + Partial(7)));

            TLanes Partial(int i) => TLanes.Load(ref *(partials + (i * TLanes.Count)), 0);
        }
    }
}
