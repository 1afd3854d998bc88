namespace Nabla.Theory.Definitions;

/// <summary>Eigenvalue signs as independent coins: every pattern of n signs, counted and weighed.</summary>
internal static class SignPatterns
{
    /// <summary>P(minimum), P(maximum), P(saddle) where each sign is positive with probability <paramref name="positive"/>: all 2ⁿ patterns.</summary>
    public static (double Minimum, double Maximum, double Saddle) Enumerate(int dimension, double positive)
    {
        double minimum = 0, maximum = 0, saddle = 0;
        for (int pattern = 0; pattern < 1 << dimension; pattern++)
        {
            int count = int.PopCount(pattern);
            double weight = Math.Pow(positive, count) * Math.Pow(1 - positive, dimension - count);
            if (count == dimension)
                minimum += weight;
            else if (count == 0)
                maximum += weight;
            else
                saddle += weight;
        }

        return (minimum, maximum, saddle);
    }
}
