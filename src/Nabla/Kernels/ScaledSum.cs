using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Adds a multiple of one flat array to another, or scales an array.</summary>
/// <remarks>
/// <code>
/// Run     z ← fma(a, x, y)      z may be x or y
/// Scale   x ← a · x
/// </code>
/// </remarks>
internal static unsafe class ScaledSum
{
    /// <summary>Computes z ← fma(a, x, y); all arrays have the same length.</summary>
    public static void Run(Processor processor, float a, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        fixed (float* px = x, py = y, pz = z)
            VectorLoop.Run(processor, new Sum { A = a, X = px, Y = py, Z = pz }, z.Length);
    }

    /// <summary>Computes x ← a · x.</summary>
    public static void Scale(Processor processor, float a, Span<float> x)
    {
        fixed (float* px = x)
            VectorLoop.Run(processor, new Multiple { A = a, X = px }, x.Length);
    }

    private struct Sum : IVectorLoop
    {
        public float A;
        public float* X, Y, Z;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var a = TLanes.Broadcast(A);
            for (; first + TLanes.Count <= last; first += TLanes.Count)
                TLanes.Store(TLanes.FusedMultiplyAdd(a, TLanes.Load(ref *(X + first), 0), TLanes.Load(ref *(Y + first), 0)), ref *(Z + first), 0);
            return first;
        }
    }

    private struct Multiple : IVectorLoop
    {
        public float A;
        public float* X;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            var a = TLanes.Broadcast(A);
            for (; first + TLanes.Count <= last; first += TLanes.Count)
                TLanes.Store(a * TLanes.Load(ref *(X + first), 0), ref *(X + first), 0);
            return first;
        }
    }
}
