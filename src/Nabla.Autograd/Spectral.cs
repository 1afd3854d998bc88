using System.Globalization;

namespace Nabla.Autograd;

/// <summary>Functions of a symmetric matrix through its eigenvalues λ and eigenvectors V.</summary>
internal static class Spectral
{
    /// <summary>The distance below which two eigenvalues, relative to the largest, count as equal.</summary>
    public const double EqualEigenvalues = 1e-12;

    /// <summary>Stacks λ as the first row and V below it: one matrix, because a primitive has one result.</summary>
    public static void Stack(Matrix a, Matrix result)
    {
        var eigen = SymmetricEigen.Of(a);
        eigen.Values.CopyTo(result.Row(0));
        eigen.Vectors.Data.CopyTo(result.Data[a.Columns..]);
    }

    /// <summary>Computes da = V (diag(dλ) + F ∘ Vᵀ dV) Vᵀ, where F[i,j] = 1/(λⱼ − λᵢ), and 0 on the diagonal and where the two are equal.</summary>
    /// <remarks>
    /// Within a space of equal eigenvalues the vectors are an arbitrary choice, without a derivative. With F = 0 there, the
    /// first derivative of a function that does not depend on the choice, such as Σ f(λ), is correct; its second derivative is not.
    /// <see cref="Node.InverseSquareRoot"/> uses another formula.
    /// </remarks>
    public static Node EigenGradient(Node y, Node dy)
    {
        int n = y.Columns;
        var below = new RowChoice([.. Enumerable.Range(1, n)], n + 1);
        Node values = y.GatherRows(0), vectors = y.GatherRows(below), dValues = dy.GatherRows(0), dVectors = dy.GatherRows(below);
        Node gaps = values - values.Transpose();
        double largest = Math.Max(Math.Abs(y.Value[0, 0]), Math.Abs(y.Value[0, n - 1]));
        Node apart = gaps.Abs().GreaterThan(EqualEigenvalues * largest);
        Node inner = (y.Tape.Constant(Matrix.Identity(n)) * dValues) + (apart * vectors.TransposedTimes(dVectors) / apart.Choose(gaps, 1));
        return vectors.Times(inner).TimesTransposed(vectors).Symmetric();
    }

    /// <summary>Computes V diag(λ^(−½)) Vᵀ.</summary>
    public static void InverseSquareRoot(Node y, Matrix result)
    {
        var eigen = y.Inputs[0].Spectrum;
        if (eigen.Values[0] <= 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"An inverse square root takes a positive definite matrix; the smallest eigenvalue of this one is {eigen.Values[0]}. "
                + $"Add a small multiple of the identity."));
        }

        y.Spectrum = eigen.Map(value => 1 / Math.Sqrt(value));
        Matrix vectors = y.Spectrum.Vectors, scaled = vectors.Copy();
        Elements.Map((v, value) => v * value, vectors, new(1, y.Columns, y.Spectrum.Values), scaled);
        MatrixProduct.Compute(scaled, false, vectors, true, result, y.Tape.Threads);
    }

    public static Shape LyapunovShape(Node y) => y.Inputs[0].Shape == y.Inputs[1].Shape
        ? y.Inputs[0].Shape
        : throw new ArgumentException($"aX + Xa = b takes two matrices of one shape; got {y.Inputs[0].Shape} and {y.Inputs[1].Shape}.");

    /// <summary>Computes X = V (VᵀbV / (λᵢ + λⱼ)) Vᵀ.</summary>
    public static void SolveLyapunov(Node y, Matrix result)
    {
        var eigen = y.Inputs[0].Spectrum;
        int n = y.Columns, threads = y.Tape.Threads;
        Matrix vectors = eigen.Vectors, left = new(n, n), inner = new(n, n);
        MatrixProduct.Compute(vectors, true, y.Inputs[1].Value, false, left, threads);
        MatrixProduct.Compute(left, false, vectors, false, inner, threads);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                inner[i, j] /= eigen.Values[i] + eigen.Values[j];
        }

        MatrixProduct.Compute(vectors, false, inner, false, left, threads);
        MatrixProduct.Compute(left, false, vectors, true, result, threads);
    }

    /// <summary>Computes da = −(Z Xᵀ + Xᵀ Z) from a dX + da X + dX a + X da = 0, with Z the solution for dy.</summary>
    public static Node LyapunovGradient(Node x, Node z) => -(z.TimesTransposed(x) + x.TransposedTimes(z)).Symmetric();
}
