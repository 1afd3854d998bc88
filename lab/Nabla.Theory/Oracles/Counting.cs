namespace Nabla.Theory.Oracles;

/// <summary>Probabilities of counts, from their definitions: every outcome weighed, or a sum that is long enough.</summary>
internal static class Counting
{
    /// <summary>P(K = k) for k = 0 … units, where each unit is kept with probability 1 − p: all 2ⁿ masks, each with its weight.</summary>
    public static double[] KeptByEnumeration(int units, double p)
    {
        double[] probability = new double[units + 1];
        for (int mask = 0; mask < 1 << units; mask++)
        {
            double weight = 1;
            for (int i = 0; i < units; i++)
                weight *= (mask >> i & 1) == 1 ? 1 - p : p;
            probability[int.PopCount(mask)] += weight;
        }

        return probability;
    }

    /// <summary>ln n!, by a sum of logarithms.</summary>
    public static double LogFactorial(int n)
    {
        double sum = 0;
        for (int i = 2; i <= n; i++)
            sum += Math.Log(i);
        return sum;
    }

    /// <summary>n!</summary>
    public static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    /// <summary>C(n, k), by Pascal's multiplications, each exact as long as it fits into 53 bits.</summary>
    public static double Choose(int n, int k)
    {
        if (k < 0 || k > n)
            return 0;
        double result = 1;
        for (int i = 1; i <= k; i++)
            result = result * (n - k + i) / i;
        return Math.Round(result);
    }

    /// <summary>λᵏ e^−λ / k!</summary>
    public static double Poisson(double rate, int k) => Math.Exp((k * Math.Log(rate)) - rate - LogFactorial(k));
}
