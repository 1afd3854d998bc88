using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>Batch normalisation with the whole covariance, in double precision, with the root from Jacobi's method: nothing of the layer's own way.</summary>
internal static class WhiteningDefinition
{
    /// <summary>γ ∘ (x − m) (Σ + ε1)^(−1/2) + β (claims D49, D50).</summary>
    public static DoubleMatrix Forward(DoubleMatrix x, IReadOnlyList<DoubleMatrix> parameters, double epsilon)
    {
        var (centred, whitening) = (Centred(x), Root(x, epsilon));
        var y = Product(centred, whitening);
        for (int n = 0; n < x.Rows; n++)
        {
            for (int j = 0; j < x.Columns; j++)
                y[n, j] = (parameters[0][0, j] * y[n, j]) + parameters[1][0, j];
        }

        return y;
    }

    /// <summary>(Σ + ε1)^(−1/2).</summary>
    public static DoubleMatrix Root(DoubleMatrix x, double epsilon) =>
        Jacobi.Function(Covariance(x), eigenvalue => 1 / Math.Sqrt(Math.Max(eigenvalue, 0) + epsilon));

    /// <summary>(1/B) Σₙ (x[n] − m)(x[n] − m)ᵀ (claim D48).</summary>
    public static DoubleMatrix Covariance(DoubleMatrix x)
    {
        var centred = Centred(x);
        var covariance = new DoubleMatrix(x.Columns, x.Columns);
        for (int n = 0; n < x.Rows; n++)
        {
            for (int i = 0; i < x.Columns; i++)
            {
                for (int j = 0; j < x.Columns; j++)
                    covariance[i, j] += centred[n, i] * centred[n, j] / x.Rows;
            }
        }

        return covariance;
    }

    /// <summary>a b.</summary>
    public static DoubleMatrix Product(DoubleMatrix a, DoubleMatrix b)
    {
        var product = new DoubleMatrix(a.Rows, b.Columns);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int k = 0; k < a.Columns; k++)
            {
                for (int j = 0; j < b.Columns; j++)
                    product[i, j] += a[i, k] * b[k, j];
            }
        }

        return product;
    }

    private static DoubleMatrix Centred(DoubleMatrix x)
    {
        var centred = new DoubleMatrix(x.Rows, x.Columns);
        for (int j = 0; j < x.Columns; j++)
        {
            double sum = 0;
            for (int n = 0; n < x.Rows; n++)
                sum += x[n, j];
            for (int n = 0; n < x.Rows; n++)
                centred[n, j] = x[n, j] - (sum / x.Rows);
        }

        return centred;
    }
}
