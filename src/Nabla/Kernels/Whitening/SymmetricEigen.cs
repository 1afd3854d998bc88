namespace Nabla.Networks;

/// <summary>Computes the eigenvalues and eigenvectors of a symmetric matrix in double precision.</summary>
/// <remarks>
/// <code>
/// A = Vᵀ diag(l) V        the rows of V are the eigenvectors: V Vᵀ = 1
/// </code>
/// First <see cref="Tridiagonal"/> applies n − 2 reflections, which leave a diagonal and off-diagonal. Then <see cref="ImplicitQl"/> applies rotations with
/// implicit shifts, which eliminate the off-diagonal. Golub and Van Loan, Matrix Computations, 4th edition, sections 8.3.1 and 8.3.3.
/// The error in A is a few units in the last place of its largest eigenvalue, so much smaller eigenvalues have that absolute error.
/// Nearly equal eigenvalues need no special case. A single thread computes it, so the number of threads does not matter; rows are processed element by element
/// (<see cref="DoubleRows{TLanes}"/>), so the vector width does not matter either.
/// </remarks>
internal static unsafe class SymmetricEigen
{
    /// <summary>Returns the number of doubles of scratch memory for a matrix of this size.</summary>
    public static int ScratchLength(int size) => 2 * size;

    /// <summary>Decomposes a matrix in place.</summary>
    /// <param name="width">The vector width; never changes a result.</param>
    /// <param name="matrix">A, [size, size], of which the lower triangle is read; becomes V. Finite elements must be below 10¹⁵⁰.</param>
    /// <param name="values">Receives l, [size], in no particular order.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> doubles.</param>
    /// <remarks>If A contains an infinity or a NaN, or the rotations do not converge (never observed), all results are NaN.</remarks>
    public static void Decompose(VectorWidth width, Span<double> matrix, Span<double> values, Span<double> scratch)
    {
        int size = values.Length;
        fixed (double* a = matrix, d = values, work = scratch)
        {
            var loop = new Decomposition { A = a, D = d, Work = work };
            if (IsFinite(a, size))
                VectorLoop.RunDoubles(width, ref loop, 0, size);
            if (loop.Found)
                return;
            matrix.Fill(double.NaN);
            values.Fill(double.NaN);
        }
    }

    private static bool IsFinite(double* a, int size)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                if (!double.IsFinite(a[((nint)row * size) + column]))
                    return false;
            }
        }

        return true;
    }

    private struct Decomposition : IDoubleVectorLoop
    {
        public double* A, D, Work;
        public bool Found;

        /// <summary>Decomposes a matrix of size <paramref name="last"/>.</summary>
        public int Run<TLanes>(int first, int last)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            double* beside = Work;
            Tridiagonal.Reduce<TLanes>(A, D, beside, Work + last, last);
            Found = ImplicitQl.Diagonalize<TLanes>(A, D, beside, last);
            return last;
        }
    }
}
