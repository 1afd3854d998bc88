using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>One step of RMSProp over flat arrays, in one pass over memory.</summary>
/// <remarks>
/// <code>
/// v ← fma(α, v, ((1 − α)·g)·g)      d = g / (√v + ε)      u ← fma(μ, u, d) and d = u with momentum      θ ← fma(−η, d, θ)
/// </code>
/// 1 − α is computed in double precision and then rounded to single.
/// </remarks>
internal static unsafe class RmsPropUpdate
{
    /// <summary>Updates the values and the state; velocity is empty without momentum.</summary>
    public static void Run(
        Processor processor, Span<float> values, ReadOnlySpan<float> gradients, Span<float> square, Span<float> velocity,
        float learningRate, double smoothing, double epsilon, float momentum)
    {
        fixed (float* pValues = values, pGradients = gradients, pSquare = square, pVelocity = velocity)
        {
            var rule = new Rule
            {
                Values = pValues, Gradients = pGradients, Square = pSquare, Velocity = pVelocity,
                Smoothing = (float)smoothing, Rest = (float)(1 - smoothing), Epsilon = (float)epsilon, Momentum = momentum, NegativeRate = -learningRate,
            };
            VectorLoop.Run(processor, in rule, values.Length);
        }
    }

    private struct Rule : IVectorLoop
    {
        public float* Values, Gradients, Square, Velocity;
        public float Smoothing, Rest, Epsilon, Momentum, NegativeRate;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var (smoothing, rest, epsilon) = (TLanes.Broadcast(Smoothing), TLanes.Broadcast(Rest), TLanes.Broadcast(Epsilon));
            var (momentum, rate) = (TLanes.Broadcast(Momentum), TLanes.Broadcast(NegativeRate));
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                var gradient = TLanes.Load(ref *(Gradients + first), 0);
                var square = TLanes.FusedMultiplyAdd(smoothing, TLanes.Load(ref *(Square + first), 0), rest * gradient * gradient);
                TLanes.Store(square, ref *(Square + first), 0);
                var direction = gradient / (TLanes.Sqrt(square) + epsilon);
                if (Velocity != null)
                {
                    direction = TLanes.FusedMultiplyAdd(momentum, TLanes.Load(ref *(Velocity + first), 0), direction);
                    TLanes.Store(direction, ref *(Velocity + first), 0);
                }

                TLanes.Store(TLanes.FusedMultiplyAdd(rate, direction, TLanes.Load(ref *(Values + first), 0)), ref *(Values + first), 0);
            }

            return first;
        }
    }
}
