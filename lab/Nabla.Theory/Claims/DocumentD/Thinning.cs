using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>A mask over a random number of units (section 1.5): M ~ Poisson(λ), each kept with probability 1−p.</summary>
internal static class Thinning
{
    private const double Rate = 3.7, Drop = 0.35;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D20",
            "Given M = m, K ~ Binomial(m, 1−p).",
            "all masks of 0 to 8 units",
            formula: (int m, int k) => Counting.Choose(m, k) * Math.Pow(1 - Drop, k) * Math.Pow(Drop, m - k),
            perturbed: (m, k) => Math.Pow(1 - Drop, k) * Math.Pow(Drop, m - k),
            check: probability =>
            [
                .. new[] { 8, 0, 1, 2, 3, 4, 5, 6, 7 }.Select(m => Finding.Close(
                    Enumerable.Range(0, m + 1).Select(k => probability(m, k)), Counting.KeptByEnumeration(m, Drop), 1e-12)),
            ]),

        Claim.Holds(
            "D21",
            "P(K = k) = Σ_{m≥k} C(m, k)(1−p)ᵏ pᵐ⁻ᵏ λᵐ e^−λ/m!.",
            "Poisson(λ(1−p)); fixture 6 (λ = 4, p = 0.25)",
            formula: (double rate, double p, int m, int k) =>
                Counting.Choose(m, k) * Math.Pow(1 - p, k) * Math.Pow(p, m - k) * Math.Pow(rate, m) * Math.Exp(-rate) / Counting.Factorial(m),
            perturbed: (rate, p, m, k) => Math.Pow(1 - p, k) * Math.Pow(p, m - k) * Math.Pow(rate, m) * Math.Exp(-rate) / Counting.Factorial(m),
            check: term =>
            [
                Finding.Close(
                    Enumerable.Range(0, 6).Select(k => Enumerable.Range(k, 60).Sum(m => term(4, 0.25, m, k))),
                    [0.04978707, 0.14936121, 0.22404181, 0.22404181, 0.16803136, 0.10081881], 1e-8),
                Finding.Close(
                    Enumerable.Range(0, 20).Select(k => Enumerable.Range(k, 60).Sum(m => term(Rate, Drop, m, k))),
                    Enumerable.Range(0, 20).Select(k => Counting.Poisson(Rate * (1 - Drop), k)), 1e-14),
            ]),

        Claim.Erratum(
            "D22",
            "P(K = k) = (λ(1−p))ᵏ e^{−λ(1−p)}/k!.",
            says: "(1−p)ᵏ e^{−λ(1−p)}/k!, without λᵏ: for λ = 3.7, p = 0.35 these sum to 0.1729.",
            "probabilities sum to 1; the sum of D21",
            formula: (int k) => Math.Pow(Rate * (1 - Drop), k) * Math.Exp(-Rate * (1 - Drop)) / Counting.Factorial(k),
            perturbed: k => Math.Pow(Rate * (1 - Drop), k) * Math.Exp(-Rate) / Counting.Factorial(k),
            printed: k => Math.Pow(1 - Drop, k) * Math.Exp(-Rate * (1 - Drop)) / Counting.Factorial(k),
            check: probability =>
            [
                Finding.Close(Enumerable.Range(0, 60).Sum(probability), 1, 1e-12),
                Finding.Close(Enumerable.Range(0, 20).Select(probability), Enumerable.Range(0, 20).Select(KeptBySum), 1e-12),
            ],
            margin: 0.8),

        Claim.Erratum(
            "D23",
            "With λ′ = λ(1−p), (1−p)ᵏ = (λ′/λ)ᵏ.",
            says: "(λ′/λ)ᵏ becomes (λ′)ᵏ, which loses λ⁻ᵏ and so undoes the slip of D22.",
            "arithmetic, k = 0 … 5",
            formula: (int k) => Math.Pow(Rate * (1 - Drop) / Rate, k),
            perturbed: k => Math.Pow(Rate / (Rate * (1 - Drop)), k),
            printed: k => Math.Pow(Rate * (1 - Drop), k),
            check: power => [Finding.Close(Enumerable.Range(0, 6).Select(power), Enumerable.Range(0, 6).Select(k => Math.Pow(1 - Drop, k)), 1e-12)],
            margin: 0.1),

        Claim.Holds(
            "D24",
            "K ~ Poisson(λ(1−p)), independent of M − K, which is Poisson(λp).",
            "the sum of D21; 300,000 draws: means, variance, covariance 0",
            formula: () => (Kept: Rate * (1 - Drop), Dropped: Rate * Drop),
            perturbed: () => (Kept: Rate * Drop, Dropped: Rate * (1 - Drop)),
            check: rates =>
            {
                var (kept, dropped, together) = Thinned(rates().Kept, rates().Dropped);
                return
                [
                    Finding.Close(Enumerable.Range(0, 20).Select(k => Counting.Poisson(rates().Kept, k)), Enumerable.Range(0, 20).Select(KeptBySum), 1e-13),
                    kept.CheckMean(rates().Kept), kept.CheckVariance(rates().Kept),
                    dropped.CheckMean(rates().Dropped), dropped.CheckVariance(rates().Dropped),
                    together.CheckMean(0),
                ];
            }),

        Claim.Holds(
            "D25",
            "Σₙ (λp)ⁿ/n! = e^{λp}.",
            "100 terms of the sum",
            formula: (double x) => Math.Exp(x),
            perturbed: x => Math.Exp(-x),
            check: exponential => [Finding.Relative([exponential(Rate * Drop), exponential(3)], [Series(Rate * Drop), Series(3)], 1e-12)]),
    ];

    /// <summary>Σₘ P(M = m) P(K = k given m), with the second by enumeration's formula.</summary>
    private static double KeptBySum(int k) =>
        Enumerable.Range(k, 60).Sum(m => Counting.Poisson(Rate, m) * Counting.Choose(m, k) * Math.Pow(1 - Drop, k) * Math.Pow(Drop, m - k));

    private static double Series(double x)
    {
        double term = 1, sum = 1;
        for (int n = 1; n < 100; n++)
            sum += term *= x / n;
        return sum;
    }

    /// <summary>Draws M by inversion and masks its units: kept, dropped, and the product of their distances from the means that are claimed.</summary>
    private static (Sample Kept, Sample Dropped, Sample Together) Thinned(double keptMean, double droppedMean)
    {
        var (counts, masks) = (Draws.For("D24").Fold(0), Draws.For("D24").Fold(1));
        var (kept, dropped, together) = (new Sample(), new Sample(), new Sample());
        for (ulong position = 0; position < 300_000; position++)
        {
            double left = counts.Uniform(position), probability = Math.Exp(-Rate);
            int m = 0;
            while (left >= probability && m < 60)
            {
                left -= probability;
                probability *= Rate / ++m;
            }

            int k = Enumerable.Range(0, m).Count(i => masks.Uniform((position * 64) + (ulong)i) >= Drop);
            kept.Add(k);
            dropped.Add(m - k);
            together.Add((k - keptMean) * (m - k - droppedMean));
        }

        return (kept, dropped, together);
    }
}
