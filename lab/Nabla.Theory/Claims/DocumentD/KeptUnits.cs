using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>How many of M units a mask keeps (sections 1.3 and 1.4): a binomial count, and its Poisson limit.</summary>
internal static class KeptUnits
{
    private const double Rate = 5;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D16",
            "Of M units M(1−p) are kept on average: E[K] = M(1−p).",
            "all masks of 10 units; 100,000 sampled masks",
            formula: (int m, double p) => m * (1 - p),
            perturbed: (m, p) => m * p,
            check: mean =>
            [
                Finding.Close(mean(10, 0.3), Counting.KeptByEnumeration(10, 0.3).Select((probability, k) => k * probability).Sum(), 1e-12),
                Masks("D16", 10, 0.3, 100_000).CheckMean(mean(10, 0.3)),
            ]),

        Claim.Holds(
            "D17",
            "K ~ Binomial(M, 1−p): P(K = k) = C(M, k)(1−p)ᵏ pᴹ⁻ᵏ.",
            "all masks of 1 to 12 units; fixture 6; χ² of 100,000 sampled masks",
            formula: (int m, int k, double p) => Counting.Choose(m, k) * Math.Pow(1 - p, k) * Math.Pow(p, m - k),
            perturbed: (m, k, p) => Counting.Choose(m, k) * Math.Pow(p, k) * Math.Pow(1 - p, m - k),
            check: probability =>
            [
                Finding.Close(Enumerable.Range(0, 6).Select(k => probability(5, k, 0.3)), [0.00243, 0.02835, 0.1323, 0.3087, 0.36015, 0.16807], 1e-9),
                .. Enumerable.Range(1, 12).Select(m => Finding.Close(
                    Enumerable.Range(0, m + 1).Select(k => probability(m, k, 0.35)), Counting.KeptByEnumeration(m, 0.35), 1e-14)),
                Finding.Close(Enumerable.Range(0, 31).Sum(k => probability(30, k, 0.2)), 1, 1e-12),
                ChiSquare(5, 0.3, k => probability(5, k, 0.3)),
            ]),

        Claim.Holds(
            "D18",
            "For M → ∞ with M(1−p) = λ, K tends to Poisson(λ), λᵏ e^−λ/k!: the total variation distance is at most λ min(1, λ)/M.",
            "the exact binomial for λ = 5, M = 10⁴, 10³, 10², 10; shown at 10⁴",
            formula: (double rate, int k) => Math.Pow(rate, k) * Math.Exp(-rate) / Counting.Factorial(k),
            perturbed: (rate, k) => Math.Pow(rate, k) * Math.Exp(-rate),
            check: limit =>
            [
                .. new[] { 10_000, 1000, 100, 10 }.Select(m => Finding.Close(0, Distance(m, k => limit(Rate, k)), Rate * Math.Min(1, Rate) / m)),
                Finding.Close(0.1718, Distance(10, k => limit(Rate, k)), 5e-5),
                Finding.Close(0.0126, Distance(100, k => limit(Rate, k)), 5e-5),
                Finding.Close(0.00123, Distance(1000, k => limit(Rate, k)), 5e-6),
                Finding.Close(0.000122, Distance(10_000, k => limit(Rate, k)), 5e-7),
            ]),

        Claim.Holds(
            "D19",
            "On the way there, for fixed k: pᴹ → e^−λ, pᴹ⁻ᵏ ~ pᴹ, C(M, k) ~ Mᵏ/k!.",
            "ratios to the exact numbers for k = 3, λ = 5, M = 10⁶",
            formula: (int m, int k) => new[] { Math.Exp(-Rate), Math.Exp(-Rate), Math.Pow(m, k) / Counting.Factorial(k) },
            perturbed: (m, k) => [Math.Exp(-Rate), Math.Exp(-Rate), Math.Pow(m, k)],
            check: limits =>
            [
                .. new[] { 1_000_000, 10_000 }.Select(m => Finding.Close(
                    limits(m, 3).Zip([Kept(m, m), Kept(m, m - 3), Counting.Choose(m, 3)], (limit, exact) => limit / exact), [1, 1, 1], 20.0 / m)),
            ]),
    ];

    /// <summary>(1 − λ/M)ⁿ.</summary>
    private static double Kept(int m, int n) => Math.Pow(1 - (Rate / m), n);

    /// <summary>½ Σ |Binomial − limit|; beyond a hundred kept units nothing is left of either.</summary>
    private static double Distance(int m, Func<int, double> limit)
    {
        double keep = Rate / m, sum = 0;
        for (int k = 0; k <= Math.Min(m, 100); k++)
        {
            double binomial = keep == 1 ? 0 : Math.Exp(
                Counting.LogFactorial(m) - Counting.LogFactorial(k) - Counting.LogFactorial(m - k) + (k * Math.Log(keep)) + ((m - k) * Math.Log(1 - keep)));
            sum += Math.Abs(binomial - limit(k));
        }

        // What the limit has above M counts as well.
        for (int k = m + 1; k <= 100; k++)
            sum += limit(k);
        return sum / 2;
    }

    private static Sample Masks(string id, int units, double p, int count)
    {
        var key = Draws.For(id);
        return Sample.Draw(count, position => Enumerable.Range(0, units).Count(i => key.Uniform((position * (ulong)units) + (ulong)i) >= p));
    }

    /// <summary>Σ (observed − expected)²/expected over k = 0 … M: about M, its deviation √(2M).</summary>
    private static Finding ChiSquare(int units, double p, Func<int, double> probability)
    {
        const int Drawn = 100_000;
        var key = Draws.For("D17");
        double[] observed = new double[units + 1];
        for (int n = 0; n < Drawn; n++)
            observed[Enumerable.Range(0, units).Count(i => key.Uniform((ulong)((n * units) + i)) >= p)]++;
        double statistic = observed.Select((count, k) => Math.Pow(count - (Drawn * probability(k)), 2) / (Drawn * probability(k))).Sum();
        return Finding.Close(units, statistic, 5 * Math.Sqrt(2 * units));
    }
}
