using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>One step of gradient descent over flat arrays, in one pass over memory.</summary>
/// <remarks>
/// <code>
/// v ← fma(μ, v, g)      d = fma(μ, v, g) for Nesterov, v else; g without velocity      θ ← fma(−η, d, θ)
/// </code>
/// </remarks>
internal static unsafe class SgdUpdate
{
    private const int ElementsPerPart = 1 << 15;

    /// <summary>Updates the values; velocity is empty when there is none.</summary>
    public static void Run(
        Processor processor, Span<float> values, ReadOnlySpan<float> gradients, Span<float> velocity, float learningRate, float momentum, bool nesterov)
    {
        fixed (float* pValues = values, pGradients = gradients, pVelocity = velocity)
        {
            var job = new Job
            {
                Width = processor.Width, Values = pValues, Gradients = pGradients, Velocity = pVelocity, Count = values.Length,
                NegativeRate = -learningRate, Momentum = momentum, Nesterov = nesterov,
            };
            processor.Team.Run((values.Length + ElementsPerPart - 1) / ElementsPerPart, &Job.RunPart, &job);
        }
    }

    private struct Job
    {
        public VectorWidth Width;
        public float* Values, Gradients, Velocity;
        public int Count;
        public float NegativeRate, Momentum;
        public bool Nesterov;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            int first = part * ElementsPerPart, last = Math.Min(job->Count, first + ElementsPerPart);
            switch (job->Width)
            {
                case VectorWidth.Vector512: first = job->Update<Lanes16>(first, last); goto default;
                case VectorWidth.Vector256: first = job->Update<Lanes8>(first, last); goto default;
                case VectorWidth.Vector128: first = job->Update<Lanes4>(first, last); goto default;
                default: job->Update<Lanes1>(first, last); break;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Update<TLanes>(int first, int last)
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
