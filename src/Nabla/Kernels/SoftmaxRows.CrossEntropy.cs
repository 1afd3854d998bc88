using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <content>The cross-entropy of the softmax with label smoothing and weights. The plain one is <see cref="CrossEntropyRows"/>.</content>
/// <remarks>
/// m, e, y as in the softmax; absent weights are 1.
/// <code>
/// WeightedCrossEntropy   a = (1 − ε) c[t]     b = ε/K     C = Σₖ c[k]
///                        loss[n] = s[n] (a (ln Σₖ e[k] − (x[n,t] − m)) + b (C ln Σₖ e[k] − Σₖ c[k] (x[n,k] − m)))
///                        dx[n,j] = ((a + bC) y[n,j] − b c[j] − a [j = t]) · s[n]/W
/// </code>
/// Sums over k in the order of <see cref="Reduction.RowSum"/>. Both halves of the weighted loss are at least 0: nothing cancels, nothing overflows.
/// Where dx is absent it is skipped. A row that weighs 0 is not looked at. Without smoothing, weights of 1 give the bits of the plain one.
/// </remarks>
internal static unsafe partial class SoftmaxRows
{
    public static void WeightedCrossEntropy(
        Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights,
        float smoothing, double totalWeight, Span<float> losses, MatrixView dx)
    {
        fixed (float* px = x.Data, pdx = dx.Data, pLosses = losses, pWeights = weights, pClassWeights = classWeights)
        fixed (int* pLabels = labels)
        {
            var job = new Job(Kind.WeightedCrossEntropy, processor, x.Rows, x.Columns)
            {
                X = px, XRow = x.Stride, Dx = pdx, DxRow = dx.Stride, Labels = pLabels, Losses = pLosses, Weights = pWeights, ClassWeights = pClassWeights,
                ClassWeightSum = classWeights.IsEmpty ? x.Columns : Reduction.RowSum(processor.Width, classWeights),
                Smoothing = smoothing, TotalWeight = totalWeight,
            };
            processor.Team.Run(job.Parts, &Job.RunPart, &job);
        }
    }

    private partial struct Job
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void WeightedCrossEntropyRow<TLanes>(int n, float* e)
            where TLanes : struct, ILanes<TLanes>
        {
            float* x = X + ((nint)n * XRow);
            int label = Labels[n];
            float weight = Weights == null ? 1f : Weights[n];
            float atLabel = (1f - Smoothing) * ClassWeight(label), everywhere = Smoothing / columns;
            if (weight == 0 || (atLabel == 0 && everywhere == 0))
            {
                Losses[n] = 0;
                if (Dx != null)
                    new Span<float>(Dx + ((nint)n * DxRow), columns).Clear();
                return;
            }

            float logits = Smoothing > 0 ? SumOfWeightedLogits(x, e) : 0f;
            float sum = Exponentials<TLanes>(x, e, out float max), log = Elementary.Log(sum);
            float loss = atLabel * (log - (x[label] - max));
            if (Smoothing > 0)
                loss += everywhere * ((ClassWeightSum * log) - logits);
            Losses[n] = weight * loss;
            if (Dx == null)
                return;

            float* dx = Dx + ((nint)n * DxRow);
            float all = atLabel + (everywhere * ClassWeightSum), scale = TotalWeight == 0 ? 0f : (float)(weight / TotalWeight);
            for (int j = 0; j < columns; j++)
                dx[j] = ((all * (e[j] / sum)) - (everywhere * ClassWeight(j)) - (j == label ? atLabel : 0f)) * scale;
        }

        /// <summary>Σₖ c[k] (x[k] − m), which is at most 0.</summary>
        private readonly float SumOfWeightedLogits(float* x, float* terms)
        {
            float max = Largest(x);
            for (int j = 0; j < columns; j++)
                terms[j] = ClassWeight(j) * (x[j] - max);
            return Reduction.RowSum(_width, new(terms, columns));
        }

        private readonly float ClassWeight(int label) => ClassWeights == null ? 1f : ClassWeights[label];
    }
}
