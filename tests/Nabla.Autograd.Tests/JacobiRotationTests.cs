namespace Nabla.Autograd.Tests;

/// <summary>Jacobi's rotations: A = V diag(λ) Vᵀ, also where eigenvalues are equal, zero, or far apart.</summary>
public sealed class JacobiRotationTests
{
    public static TheoryData<double[]> Spectra => new()
    {
        { [2.0] }, { [1.0, 1, 1] }, { [0.0, 0, 0] }, { [-2.0, -1, 0, 3] }, { [1e-9, 1e-3, 1, 1000] }, { [1.0, 1, 1, 2, 2, 5] }, { [0.0, 0, 0, 1, 1] },
        { [.. Enumerable.Range(0, 40).Select(i => Math.Pow(1.3, i) - 1)] },
    };

    [Theory, MemberData(nameof(Spectra))]
    public void A_matrix_comes_back_from_its_eigenvalues(double[] eigenvalues)
    {
        int n = eigenvalues.Length;
        Matrix a = n == 1 ? new Matrix(1, 1, [eigenvalues[0]]) : Drawn.Symmetric(7, eigenvalues);
        var eigen = SymmetricEigen.Of(a);
        double largest = Math.Max(1, eigenvalues.Max(Math.Abs));
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(eigenvalues[i], eigen.Values[i], 1e-13 * largest);
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => eigen.Vectors[k, i] * eigen.Vectors[k, j]), 1e-13);
                Assert.Equal(a[i, j], Enumerable.Range(0, n).Sum(k => eigen.Vectors[i, k] * eigen.Values[k] * eigen.Vectors[j, k]), 1e-13 * largest);
            }
        }
    }

    [Fact]
    public void A_function_of_the_matrix_keeps_the_eigenvalues_in_order()
    {
        var eigen = SymmetricEigen.Of(Drawn.Symmetric(8, 1, 4, 16)).Map(value => 1 / Math.Sqrt(value));
        Assert.Equal([0.25, 0.5, 1], eigen.Values.Select(value => Math.Round(value, 12)));
        Compare.Near(Drawn.Symmetric(8, 1, 0.5, 0.25), Rebuilt(eigen), 1e-13, "inverse root");
    }

    [Fact]
    public void Small_eigenvalues_keep_their_digits()
    {
        // D A D with a well-conditioned A: Jacobi finds such eigenvalues to relative accuracy (Demmel and Veselić 1992).
        Matrix a = Matrix.Of([[1e-12, 0.5e-6], [0.5e-6, 1]]);
        Assert.Equal(0.75e-12, SymmetricEigen.Of(a).Values[0], 1e-23);
    }

    private static Matrix Rebuilt(SymmetricEigen eigen)
    {
        int n = eigen.Values.Length;
        var matrix = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                matrix[i, j] = Enumerable.Range(0, n).Sum(k => eigen.Vectors[i, k] * eigen.Values[k] * eigen.Vectors[j, k]);
        }

        return matrix;
    }
}
