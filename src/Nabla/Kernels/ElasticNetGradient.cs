using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Adds the gradient of λ₁ Σ|w| + λ₂ Σ w² to a gradient, and sums both, in one pass over memory.</summary>
/// <remarks>
/// <code>
/// g ← fma(2 λ₂, w, g + λ₁ sign(w))        sign(0) = 0
/// </code>
/// The sums are computed in parts of 4,096. In a part, term i is added to partial sum i mod 16, in single precision; the 16 are then added
/// in order in double precision, and so are the parts. The sums therefore depend only on the values and their number.
/// </remarks>
internal static unsafe class ElasticNetGradient
{
    private const int ElementsPerPart = 1 << 12;
    private const int Partials = 16;

    /// <summary>Returns the length of the memory for sums that <see cref="Add"/> needs: two per part.</summary>
    public static int SumsLength(int count) => 2 * ((count + ElementsPerPart - 1) / ElementsPerPart);

    /// <summary>Adds to the gradients and returns Σ|w| and Σ w².</summary>
    public static (double Absolute, double Squared) Add(
        Processor processor, ReadOnlySpan<float> values, Span<float> gradients, float first, float second, Span<double> sums)
    {
        int parts = SumsLength(values.Length) / 2;
        fixed (float* pValues = values, pGradients = gradients)
        fixed (double* pSums = sums)
        {
            var loop = new Loop { Values = pValues, Gradients = pGradients, First = first, TwiceSecond = 2 * second, Sums = pSums };
            VectorLoop.Run(processor, in loop, values.Length, ElementsPerPart);
        }

        double absolute = 0, squared = 0;
        for (int part = 0; part < parts; part++)
        {
            absolute += sums[2 * part];
            squared += sums[(2 * part) + 1];
        }

        return (absolute, squared);
    }

    private struct Loop : IVectorLoop
    {
        public float* Values, Gradients;
        public double* Sums;
        public float First, TwiceSecond;

        /// <summary>Processes one part.</summary>
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            int part = first / ElementsPerPart, whole = first + ((last - first) / Partials * Partials);
            float* partials = stackalloc float[2 * Partials];
            AddWhole<TLanes>(first, whole, partials);
            for (int i = whole; i < last; i++)
                Step<Lanes1>(i, partials + (i - whole));

            (Sums[2 * part], Sums[(2 * part) + 1]) = (0, 0);
            for (int i = 0; i < Partials; i++)
            {
                Sums[2 * part] += partials[i];
                Sums[(2 * part) + 1] += partials[Partials + i];
            }

            return last;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void AddWhole<TLanes>(int first, int last, float* partials)
            where TLanes : struct, ILanes<TLanes>
        {
            for (int i = first; i < last; i += Partials)
            {
                for (int lane = 0; lane < Partials; lane += TLanes.Count)
                    Step<TLanes>(i + lane, partials + lane);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TLanes>(int i, float* partials)
            where TLanes : struct, ILanes<TLanes>
        {
            var (zero, rate) = (TLanes.Broadcast(0f), TLanes.Broadcast(First));
            var value = TLanes.Load(ref *(Values + i), 0);
            var negative = TLanes.Select(TLanes.GreaterThan(zero, value), zero - rate, zero);
            var slope = TLanes.Select(TLanes.GreaterThan(value, zero), rate, negative);
            var gradient = TLanes.Load(ref *(Gradients + i), 0) + slope;
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Broadcast(TwiceSecond), value, gradient), ref *(Gradients + i), 0);

            TLanes.Store(TLanes.Load(ref *partials, 0) + TLanes.Abs(value), ref *partials, 0);
            TLanes.Store(TLanes.FusedMultiplyAdd(value, value, TLanes.Load(ref *(partials + Partials), 0)), ref *(partials + Partials), 0);
        }
    }
}
