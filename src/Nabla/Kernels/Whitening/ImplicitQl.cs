using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>The implicit QL method: diagonalises a tridiagonal matrix by rotations.</summary>
/// <remarks>
/// A sweep begins at the lower end m of an unreduced block and chases a bulge up to its upper end l, with Wilkinson's shift: the eigenvalue of
/// the block's first two rows that is nearer to its first element. An off-diagonal element counts as 0 if it is at most half a unit in
/// the last place of the two adjacent diagonal elements. Two or three sweeps per eigenvalue are usual; the method fails after <see cref="MaxSweeps"/>.
/// </remarks>
internal static unsafe class ImplicitQl
{
    private const int MaxSweeps = 60;
    private const double HalfUnit = 1.0 / (1L << 53);

    /// <summary>Computes Vᵀ T V = Wᵀ diag(l) W, where W = R V for a product R of rotations.</summary>
    /// <param name="v">V, [size, size]; becomes W.</param>
    /// <param name="d">The diagonal of T, [size]; becomes l.</param>
    /// <param name="e">The off-diagonal of T, [size], whose last element is 0; becomes 0.</param>
    /// <param name="size">The number of rows and columns.</param>
    /// <returns>Whether the method converged.</returns>
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

    /// <summary>Returns the first row from l on that is not coupled to the next.</summary>
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

        // Rotation i acts on rows i and i + 1. "bulge" is the element that it eliminates, "passed" what earlier rotations subtracted from d[i + 1].
        double g = d[m] - shift, cosine = 1, sine = 1, passed = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double bulge = sine * e[i], b = cosine * e[i];
            double r = Math.Sqrt((bulge * bulge) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                // The block splits here: the rows above are processed in the next sweep.
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
