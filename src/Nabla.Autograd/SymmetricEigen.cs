using System.Numerics;

namespace Nabla.Autograd;

/// <summary>Computes eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) Vᵀ, by Jacobi rotations.</summary>
/// <remarks>
/// Cyclic sweeps over all pairs (p, q); each rotation makes A[p,q] zero (Golub and Van Loan 2013, section 8.5). Slower than other
/// methods, but short, and accurate even if eigenvalues are equal or small. Both triangles of A count half.
/// Eigenvalues are ascending; the largest entry of an eigenvector is positive.
/// </remarks>
internal sealed class SymmetricEigen
{
    private const int MaxSweeps = 60;

    private SymmetricEigen(double[] values, Matrix vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>Gets λ, ascending.</summary>
    public double[] Values { get; }

    /// <summary>Gets V: column j is the eigenvector of eigenvalue j.</summary>
    public Matrix Vectors { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <exception cref="ArgumentException">The matrix is not square, or an element is not finite.</exception>
    public static SymmetricEigen Of(Matrix matrix)
    {
        int n = matrix.Rows;
        if (n != matrix.Columns)
            throw new ArgumentException($"An eigen-decomposition takes a symmetric matrix; got one of {matrix.Shape}.");
        if (Array.Exists(matrix.Elements, element => !double.IsFinite(element)))
            throw new ArgumentException("An eigen-decomposition takes finite elements; got one that is not. Has the run diverged?");

        // Row i of `vectors` is an eigenvector, so that a rotation accesses memory sequentially.
        Matrix a = new(n, n), vectors = Matrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = 0.5 * (matrix[i, j] + matrix[j, i]);
        }

        double negligible = 1e-30 * a.Elements.Max(Math.Abs);
        for (int sweep = 0; sweep < MaxSweeps && Sweep(a, vectors, negligible); sweep++)
        {
        }

        return Sorted(a, vectors);
    }

    /// <summary>Returns the decomposition of a function of the matrix: other eigenvalues, the same eigenvectors.</summary>
    /// <param name="function">A monotonic function.</param>
    public SymmetricEigen Map(Func<double, double> function)
    {
        double[] values = Array.ConvertAll(Values, value => function(value));
        if (values[0] <= values[^1])
            return new(values, Vectors);

        var reversed = new Matrix(Vectors.Rows, Vectors.Columns);
        for (int i = 0; i < Vectors.Rows; i++)
        {
            Vectors.Row(i).CopyTo(reversed.Row(i));
            reversed.Row(i).Reverse();
        }

        Array.Reverse(values);
        return new(values, reversed);
    }

    /// <summary>Applies one rotation to each pair that is not yet zero. Returns false if all are.</summary>
    private static bool Sweep(Matrix a, Matrix vectors, double negligible)
    {
        bool rotated = false;
        for (int p = 0; p < a.Rows - 1; p++)
        {
            for (int q = p + 1; q < a.Rows; q++)
            {
                // Compared with its own two diagonal elements, so that small eigenvalues remain accurate.
                double off = Math.Abs(a[p, q]);
                if (off > negligible && off > 1e-17 * Math.Sqrt(Math.Abs(a[p, p])) * Math.Sqrt(Math.Abs(a[q, q])))
                {
                    Rotate(a, vectors, p, q);
                    rotated = true;
                }
            }
        }

        return rotated;
    }

    private static void Rotate(Matrix a, Matrix vectors, int p, int q)
    {
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        double diagonalP = a[p, p] - (t * a[p, q]), diagonalQ = a[q, q] + (t * a[p, q]);

        Turn(a.Row(p), a.Row(q), c, s);
        (a[p, p], a[q, q], a[p, q], a[q, p]) = (diagonalP, diagonalQ, 0, 0);
        for (int k = 0; k < a.Rows; k++)
            (a[k, p], a[k, q]) = (a[p, k], a[q, k]);
        Turn(vectors.Row(p), vectors.Row(q), c, s);
    }

    private static void Turn(Span<double> p, Span<double> q, double c, double s)
    {
        int k = 0;
        for (; k <= p.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> x = new(p[k..]), y = new(q[k..]);
            ((c * x) - (s * y)).CopyTo(p[k..]);
            ((s * x) + (c * y)).CopyTo(q[k..]);
        }

        for (; k < p.Length; k++)
            (p[k], q[k]) = ((c * p[k]) - (s * q[k]), (s * p[k]) + (c * q[k]));
    }

    private static SymmetricEigen Sorted(Matrix a, Matrix vectors)
    {
        int n = a.Rows;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => a[i, i])];
        var columns = new Matrix(n, n);
        for (int j = 0; j < n; j++)
        {
            var vector = vectors.Row(order[j]);
            double largest = 0;
            foreach (double entry in vector)
                largest = Math.Abs(entry) > Math.Abs(largest) ? entry : largest;
            for (int i = 0; i < n; i++)
                columns[i, j] = largest < 0 ? -vector[i] : vector[i];
        }

        return new([.. order.Select(i => a[i, i])], columns);
    }
}
