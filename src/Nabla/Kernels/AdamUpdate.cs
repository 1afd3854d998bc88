using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>One step of Adam over flat arrays, in one pass over memory.</summary>
/// <remarks>
/// These values are computed once a step in double precision and then rounded: 1 − β₁, 1 − β₂, η′ = η / (1 − β₁ᵗ), r = 1 / √(1 − β₂ᵗ). For each element:
/// <code>
/// m ← fma(β₁, m, (1 − β₁)·g)      v ← fma(β₂, v, ((1 − β₂)·g)·g)      θ ← fma(−η′, m / fma(√v, r, ε), θ)
/// </code>
/// ε is added to the corrected root √(v / (1 − β₂ᵗ)), as in algorithm 1 of Kingma and Ba.
/// </remarks>
internal static unsafe class AdamUpdate
{
    /// <summary>Updates the values and both running means.</summary>
    public static void Run(
        Processor processor, Span<float> values, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square,
        double learningRate, double beta1, double beta2, double epsilon, long step)
    {
        fixed (float* pValues = values, pGradients = gradients, pMean = mean, pSquare = square)
        {
            var rule = new Rule
            {
                Values = pValues, Gradients = pGradients, Mean = pMean, Square = pSquare,
                Beta1 = (float)beta1, Rest1 = (float)(1 - beta1), Beta2 = (float)beta2, Rest2 = (float)(1 - beta2),
                NegativeRate = (float)(-learningRate / (1 - WholePower.Of(beta1, step))),
                Correction = (float)(1 / Math.Sqrt(1 - WholePower.Of(beta2, step))),
                Epsilon = (float)epsilon,
            };
            VectorLoop.Run(processor, in rule, values.Length);
        }
    }

    private struct Rule : IVectorLoop
    {
        public float* Values, Gradients, Mean, Square;
        public float Beta1, Rest1, Beta2, Rest2, NegativeRate, Correction, Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var (beta1, rest1, beta2, rest2) = (TLanes.Broadcast(Beta1), TLanes.Broadcast(Rest1), TLanes.Broadcast(Beta2), TLanes.Broadcast(Rest2));
            var (rate, correction, epsilon) = (TLanes.Broadcast(NegativeRate), TLanes.Broadcast(Correction), TLanes.Broadcast(Epsilon));
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                var gradient = TLanes.Load(ref *(Gradients + first), 0);
                var mean = TLanes.FusedMultiplyAdd(beta1, TLanes.Load(ref *(Mean + first), 0), rest1 * gradient);
                var square = TLanes.FusedMultiplyAdd(beta2, TLanes.Load(ref *(Square + first), 0), rest2 * gradient * gradient);
                TLanes.Store(mean, ref *(Mean + first), 0);
                TLanes.Store(square, ref *(Square + first), 0);
                var direction = mean / TLanes.FusedMultiplyAdd(TLanes.Sqrt(square), correction, epsilon);
                TLanes.Store(TLanes.FusedMultiplyAdd(rate, direction, TLanes.Load(ref *(Values + first), 0)), ref *(Values + first), 0);
            }

            return first;
        }
    }
}
