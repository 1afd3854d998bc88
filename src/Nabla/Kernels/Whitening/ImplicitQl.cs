using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>The implicit QL method: rotations make a tridiagonal matrix diagonal.</summary>
/// <remarks>
/// A sweep begins at the lower end m of an unreduced block and chases a bulge up to its upper end l, with Wilkinson's shift: the eigenvalue of
/// the block's first two rows that lies nearer to its first element. A neighbour of the diagonal counts as 0 when it is at most half a unit in
/// the last place of the two elements beside it. Two or three sweeps an eigenvalue are usual; after <see cref="MaxSweeps"/> it gives up.
/// </remarks>
internal static unsafe class ImplicitQl
{
    private const int MaxSweeps = 60;
    private const double HalfUnit = 1.0 / (1L << 53);

    /// <summary>Vᵀ T V = Wᵀ diag(l) W, where W = R V for a product R of rotations.</summary>
    /// <param name="v">V, [size, size]; becomes W.</param>
    /// <param name="d">T's diagonal, [size]; becomes l.</param>
    /// <param name="e">T's neighbours of the diagonal, [size], the last of them 0; become 0.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>Whether it came to an end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Diagonalize<TLanes>(double* v, double* d, double* e, int size)
        where TLanes : struct, IDoubleLanes<TLanes>
    {
        for (int l = 0; l < size; l++)
        {
            int m;
            for (int sweep = 0; (m = EndOfBlock(d, e, l, size)) > l; sweep++)
            {
                if (sweep == MaxSweeps)
                    return false;
                Sweep<TLanes>(v, d, e, l, m, size);
            }
        }

        return true;
    }

    /// <summary>The first row from l on that nothing binds to the next.</summary>
    private static int EndOfBlock(double* d, double* e, int l, int size)
    {
        int m = l;
        while (m < size - 1 && !(Math.Abs(e[m]) <= HalfUnit * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
            m++;
        return m;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<TLanes>(double* v, double* d, double* e, int l, int m, int size)
        where TLanes : struct, IDoubleLanes<TLanes>
    {
        double half = (d[l + 1] - d[l]) / (2 * e[l]), root = Math.Sqrt((half * half) + 1);
        double shift = d[l] - (e[l] / (half + (half >= 0 ? root : -root)));

        // Rotation i acts on rows i and i + 1. "bulge" is the element that it makes vanish, "passed" what earlier ones took from d[i + 1].
        double g = d[m] - shift, cosine = 1, sine = 1, passed = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double bulge = sine * e[i], b = cosine * e[i];
            double r = Math.Sqrt((bulge * bulge) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                // The block falls apart here: what is above waits for the next sweep.
                d[i + 1] -= passed;
                e[m] = 0;
                return;
            }

            (sine, cosine) = (bulge / r, g / r);
            g = d[i + 1] - passed;
            double rotated = ((d[i] - g) * sine) + (2 * cosine * b);
            passed = sine * rotated;
            d[i + 1] = g + passed;
            g = (cosine * rotated) - b;
            DoubleRows<TLanes>.Rotate(v + ((nint)i * size), v + ((nint)(i + 1) * size), cosine, sine, size);
        }

        d[l] -= passed;
        e[l] = g;
        e[m] = 0;
    }
}
