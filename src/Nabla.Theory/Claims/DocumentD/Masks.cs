using Nabla.Numerics;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Dropout's mask and its scaling (section 1): h̃ = m/(1−p) ∘ h, m ~ Bernoulli(1−p).</summary>
internal static class Masks
{
    private static readonly double[] Rates = [0.1, 0.2, 0.5, 0.9];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D11",
            "A mask m ~ Bernoulli(1−p) has mean 1−p and variance p(1−p).",
            "both outcomes weighed",
            formula: (double p) => (Mean: 1 - p, Variance: p * (1 - p)),
            perturbed: p => (p, p * (1 - p)),
            check: moments =>
            [
                Finding.Close(Rates.Select(p => moments(p).Mean), Rates.Select(p => (p * 0) + ((1 - p) * 1)), 1e-12),
                Finding.Close(Rates.Select(p => moments(p).Variance), Rates.Select(p => (p * Square(0 - (1 - p))) + ((1 - p) * Square(1 - (1 - p)))), 1e-12),
            ]),
    ];

    private static double Square(double value) => value * value;
}
