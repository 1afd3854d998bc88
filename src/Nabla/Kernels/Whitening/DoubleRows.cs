using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Operations on rows of doubles for the decomposition of a symmetric matrix.</summary>
/// <remarks>
/// <code>
/// Dot          s[l] = Σ a[i] b[i], i ≡ l (mod 8), i ascending, from +0      eight partial sums, as in Reduction.RowSum
///              ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
/// AddScaled    y ← y + f x
/// AddTwo       y ← (y + f x) + g z
/// Rotate       (a, b) ← (c a − s b, s a + c b)
/// </code>
/// Every product and every sum is rounded separately.
/// </remarks>
internal static unsafe class DoubleRows<TLanes>
    where TLanes : struct, IDoubleLanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double* a, double* b, int count)
    {
        const int Partials = 8;
        double* s = stackalloc double[Partials];
        int whole = count - (count % Partials);
        for (int first = 0; first < Partials; first += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0);
            for (int i = first; i < whole; i += Partials)
                sum += TLanes.Load(in *(a + i)) * TLanes.Load(in *(b + i));
            TLanes.Store(sum, ref *(s + first));
        }

        for (int i = whole; i < count; i++)
            s[i - whole] += a[i] * b[i];

        return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double* y, double factor, double* x, int count)
    {
        var f = TLanes.Broadcast(factor);
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
            TLanes.Store(TLanes.Load(in *(y + i)) + (f * TLanes.Load(in *(x + i))), ref *(y + i));
        for (; i < count; i++)
            y[i] += factor * x[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTwo(double* y, double factor, double* x, double factor2, double* z, int count)
    {
        var (f, g) = (TLanes.Broadcast(factor), TLanes.Broadcast(factor2));
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
            TLanes.Store(TLanes.Load(in *(y + i)) + (f * TLanes.Load(in *(x + i))) + (g * TLanes.Load(in *(z + i))), ref *(y + i));
        for (; i < count; i++)
            y[i] = y[i] + (factor * x[i]) + (factor2 * z[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(double* a, double* b, double cosine, double sine, int count)
    {
        var (c, s) = (TLanes.Broadcast(cosine), TLanes.Broadcast(sine));
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
        {
            var (x, y) = (TLanes.Load(in *(a + i)), TLanes.Load(in *(b + i)));
            TLanes.Store((c * x) - (s * y), ref *(a + i));
            TLanes.Store((s * x) + (c * y), ref *(b + i));
        }

        for (; i < count; i++)
            (a[i], b[i]) = ((cosine * a[i]) - (sine * b[i]), (sine * a[i]) + (cosine * b[i]));
    }
}
