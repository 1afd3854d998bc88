using Nabla.Networks;

namespace Nabla.Autograd.Tests;

/// <summary>Matrices for tests, each drawn from a seed, so that a failure repeats.</summary>
internal static class Drawn
{
    /// <summary>Standard normal numbers.</summary>
    public static Matrix Normal(int rows, int columns, ulong seed)
    {
        var key = new RandomKey(seed);
        return new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => (double)key.Normal((ulong)i))]);
    }

    /// <summary>Numbers from 0.5 to 1.5: for roots, logarithms and divisors.</summary>
    public static Matrix Positive(int rows, int columns, ulong seed) => Map(Normal(rows, columns, seed), x => 1 + (0.5 * Math.Tanh(x)));

    /// <summary>A symmetric matrix with these eigenvalues.</summary>
    public static Matrix Symmetric(ulong seed, params double[] eigenvalues)
    {
        int n = eigenvalues.Length;
        Matrix vectors = SymmetricEigen.Of(Normal(n, n, seed)).Vectors, result = new(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                result[i, j] = Enumerable.Range(0, n).Sum(k => vectors[i, k] * eigenvalues[k] * vectors[j, k]);
        }

        return result;
    }

    public static Matrix Map(Matrix matrix, Func<double, double> function) =>
        new(matrix.Rows, matrix.Columns, Array.ConvertAll(matrix.Elements, x => function(x)));
}
