using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>One step of gradient descent over flat arrays, in one pass over memory.</summary>
/// <remarks>
/// <code>
/// v ← fma(μ, v, g)      d = fma(μ, v, g) for Nesterov, otherwise v; g without velocity      θ ← fma(−η, d, θ)
/// </code>
/// </remarks>
internal static unsafe class SgdUpdate
{
    /// <summary>Updates the values; velocity is empty without momentum.</summary>
    public static void Run(
        Processor processor, Span<float> values, ReadOnlySpan<float> gradients, Span<float> velocity, float learningRate, float momentum, bool nesterov)
    {
        fixed (float* pValues = values, pGradients = gradients, pVelocity = velocity)
        {
            var rule = new Rule
            {
                Values = pValues, Gradients = pGradients, Velocity = pVelocity, NegativeRate = -learningRate, Momentum = momentum, Nesterov = nesterov,
            };
            VectorLoop.Run(processor, in rule, values.Length);
        }
    }

    private struct Rule : IVectorLoop
    {
        public float* Values, Gradients, Velocity;
        public float NegativeRate, Momentum;
        public bool Nesterov;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var (rate, momentum) = (TLanes.Broadcast(NegativeRate), TLanes.Broadcast(Momentum));
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                var direction = TLanes.Load(ref *(Gradients + first), 0);
                if (Velocity != null)
                {
                    var gradient = direction;
                    var velocity = TLanes.FusedMultiplyAdd(momentum, TLanes.Load(ref *(Velocity + first), 0), gradient);
                    TLanes.Store(velocity, ref *(Velocity + first), 0);
                    direction = Nesterov ? TLanes.FusedMultiplyAdd(momentum, velocity, gradient) : velocity;
                }

                TLanes.Store(TLanes.FusedMultiplyAdd(rate, direction, TLanes.Load(ref *(Values + first), 0)), ref *(Values + first), 0);
            }

            return first;
        }
    }
}
