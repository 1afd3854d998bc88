namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Multiplications of a normalisation, counted by walking through its loops.</summary>
internal static class Multiplications
{
    /// <summary>Covariance, U diag(1/√λ), that times Uᵀ, and the product with every row: one multiplication a turn of the innermost loop.</summary>
    public static long OfWhitening(int samples, int features)
    {
        long count = 0;
        for (int j = 0; j < features; j++)
        {
            for (int k = 0; k < features; k++)
            {
                for (int i = 0; i < samples; i++)
                    count++;
                count++;
                for (int l = 0; l < features; l++)
                    count++;
                for (int i = 0; i < samples; i++)
                    count++;
            }
        }

        return count;
    }

    /// <summary>A square for the variance, 1/√(v + ε) and γ for each element.</summary>
    public static long OfNormalization(int samples, int features)
    {
        long count = 0;
        for (int j = 0; j < features; j++)
        {
            for (int i = 0; i < samples; i++)
                count += 3;
        }

        return count;
    }
}
