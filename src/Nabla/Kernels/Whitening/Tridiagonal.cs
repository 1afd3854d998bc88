using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Householder's reduction of a symmetric matrix to tridiagonal form.</summary>
/// <remarks>
/// Proceeds from the last row i up to row 1. Reflection i acts on the first i coordinates and leaves one off-diagonal element in row i:
/// <code>
/// r = A[i, ..i]      e = −sign(r[i−1]) |r|      u = r − e (0, …, 0, 1)      h = |u|² / 2
/// P = 1 − u uᵀ / h                              P r = (0, …, 0, e)
/// p = A u / h        q = p − (u·p / 2h) u       P A P = A − u qᵀ − q uᵀ
/// </code>
/// V is the product of all P, computed afterwards from the first to the last. Until then the u are stored in A's rows.
/// </remarks>
internal static unsafe class Tridiagonal
{
    /// <summary>Computes A = Vᵀ T V.</summary>
    /// <param name="a">A, [size, size], of which the lower triangle is read; becomes V.</param>
    /// <param name="diagonal">Receives the diagonal of T, [size].</param>
    /// <param name="beside">Receives the off-diagonal of T, [size]: element i is between rows i and i + 1, the last is 0.</param>
    /// <param name="work">Scratch memory of size doubles.</param>
    /// <param name="size">The number of rows and columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce<TLanes>(double* a, double* diagonal, double* beside, double* work, int size)
        where TLanes : struct, IDoubleLanes<TLanes>
    {
        // Until V is computed, h is stored in place of the diagonal: the diagonal of T is kept in that of A.
        beside[size - 1] = 0;
        for (int i = size - 1; i > 0; i--)
            (beside[i - 1], diagonal[i]) = Reflect<TLanes>(a, i, work, size);

        for (int i = 0; i < size; i++)
        {
            double* u = a + ((nint)i * size);
            double h = i == 0 ? 0 : diagonal[i];
            diagonal[i] = u[i];
            for (int k = 0; k < i; k++)
            {
                double* row = a + ((nint)k * size);
                if (h != 0)
                    DoubleRows<TLanes>.AddScaled(row, -(DoubleRows<TLanes>.Dot(row, u, i) / h), u, i);
                row[i] = 0;
            }

            new Span<double>(u, i).Clear();
            u[i] = 1;
        }
    }

    /// <summary>Applies reflection i: u replaces row i, and A's first i rows and columns become P A P. Returns e, and h, or 0 if there was nothing to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Beside, double H) Reflect<TLanes>(double* a, int i, double* p, int size)
        where TLanes : struct, IDoubleLanes<TLanes>
    {
        double* u = a + ((nint)i * size);
        double last = u[i - 1], others = DoubleRows<TLanes>.Dot(u, u, i - 1);
        if (others == 0)
            return (last, 0);

        double norm = Math.Sqrt(others + (last * last));
        double e = last >= 0 ? -norm : norm;
        double h = others + (last * last) - (last * e);
        u[i - 1] = last - e;

        // A u from the lower triangle only: a row's dot product with u, and its contribution to the rows above it.
        new Span<double>(p, i).Clear();
        for (int k = 0; k < i; k++)
        {
            double* row = a + ((nint)k * size);
            DoubleRows<TLanes>.AddScaled(p, u[k], row, k);
            p[k] = DoubleRows<TLanes>.Dot(row, u, k + 1);
        }

        for (int k = 0; k < i; k++)
            p[k] /= h;
        DoubleRows<TLanes>.AddScaled(p, -(DoubleRows<TLanes>.Dot(u, p, i) / (2 * h)), u, i);

        for (int k = 0; k < i; k++)
            DoubleRows<TLanes>.AddTwo(a + ((nint)k * size), -u[k], p, -p[k], u, k + 1);
        return (e, h);
    }
}
