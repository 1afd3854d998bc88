using MathNet.Numerics.Distributions;
using Nabla.Layers;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>How signals grow through layers of random weights (section 3.3), forward and backward.</summary>
internal static class Initialization
{
    private static readonly int[] Widths = [64, 256, 128, 512, 10];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "D58",
            "The weights have mean 0 and variance v[Wᵢ] = σ_W².",
            says: "the weights have variance v[h₀] = σ_W², which is the variance of the input.",
            "σ_W² = 2/64 against 16,384 weights; standardised inputs have variance 1",
            formula: (Sample weights, Sample inputs) => weights,
            perturbed: (weights, inputs) => Sample.Draw(1000, position => 2 * Draws.For("D58").Normal(position)),
            printed: (weights, inputs) => inputs,
            check: chosen =>
            {
                var key = Draws.For("D58");
                var weights = Sample.Draw(64 * 256, position => Math.Sqrt(2.0 / 64) * key.Normal(position));
                var sample = chosen(weights, Sample.Draw(64 * 256, position => key.Fold(1).Normal(position)));
                return [Finding.Close(sample.Variance, 2.0 / 64, 5 * weights.VarianceError)];
            },
            margin: 0.9),

        Claim.Erratum(
            "D59",
            "E[hᵢ²] = ½ Dᵢ₋₁ σ_W² E[hᵢ₋₁²], because E[ReLU(z)²] = ½E[z²]; for variances the first step has (π−1)/(2π) in place of ½.",
            says: "v[hᵢ] = ½ Dᵢ₋₁ σ_W² v[hᵢ₋₁] with v a variance, from i = 1 on.",
            "Var h₁/Var x over 400 draws of weights and input, D = 64, σ_W² = 2/D; then E[h₂²]/E[h₁²]",
            formula: (double d, double s) => (Variance: (Math.PI - 1) / (2 * Math.PI) * d * s, SecondMoment: 0.5 * d * s),
            perturbed: (d, s) => (Variance: (Math.PI - 1) / (2 * Math.PI) * d * s, SecondMoment: d * s),
            printed: (d, s) => (Variance: 0.5 * d * s, SecondMoment: 0.5 * d * s),
            check: factors =>
            {
                var (variance, secondMoment) = FirstStepsDrawn;
                return [variance.CheckVariance(factors(64, 2.0 / 64).Variance), secondMoment.CheckMean(factors(64, 2.0 / 64).SecondMoment)];
            },
            margin: 0.2),

        Claim.Erratum(
            "D60",
            "E[h_L²] = E[h₀²] Πᵢ ½ Dᵢ₋₁ σ_{Wᵢ}².",
            says: "((½) D₀ σ_W²)^L v₀, which needs all widths equal.",
            "80 draws, widths 64, 256, 128, 512, σ_W² = 2/64",
            formula: (int[] widths, double s) => widths.SkipLast(1).Aggregate(1.0, (product, d) => product * 0.5 * d * s),
            perturbed: (widths, s) => widths.SkipLast(1).Aggregate(1.0, (product, d) => product * d * s),
            printed: (widths, s) => Math.Pow(0.5 * widths[0] * s, widths.Length - 1),
            check: growth => [UnequalWidths.CheckMean(growth(Widths[..4], 2.0 / 64))],
            margin: 5),

        Claim.Holds(
            "D61",
            "σ_{Wᵢ}² = 2/Dᵢ₋₁ keeps E[h²] as it is; with 1/Dᵢ₋₁ it falls as 2^−L, with 4/Dᵢ₋₁ it grows as 2^L.",
            "10 layers of width 64, 60 draws",
            formula: (double factor, int layers) => Math.Pow(factor / 2, layers),
            perturbed: (factor, layers) => Math.Pow(factor, layers),
            check: growth =>
            [
                .. new[] { 2.0, 1, 4 }.Select(factor =>
                    SignalPropagation.Forward("D61", [.. Enumerable.Repeat(64, 11)], 60, (inputs, _) => factor / inputs).CheckMean(growth(factor, 10))),
            ]),

        Claim.Erratum(
            "D62",
            "v[dl/dhᵢ] = ½ Dᵢ₊₁ σ_{Wᵢ₊₁}² v[dl/dhᵢ₊₁]: Wᵢ₊₁ᵀ sums over Dᵢ₊₁ terms.",
            says: "½ Dᵢ σ_W² v[dl/dhᵢ₊₁], equal only for square layers.",
            "100 draws, widths 64, 256, 128, 512, 10, σ_{Wᵢ}² = 2/Dᵢ₋₁, i = 0 … 3",
            formula: (int i, double[] s) => 0.5 * Widths[i + 1] * s[i + 1],
            perturbed: (i, s) => Widths[i + 1] * s[i + 1],
            printed: (i, s) => 0.5 * Widths[i] * s[i + 1],
            check: factor =>
            {
                double[] variances = [0, .. Widths.SkipLast(1).Select(d => 2.0 / d)];
                return [.. new[] { 0, 1, 2, 3 }.Select(i => FanInBackward[i].CheckMean(factor(i, variances)))];
            },
            margin: 0.4),

        Claim.Holds(
            "D63",
            "Backward, σ_{Wᵢ}² = 2/Dᵢ keeps v[dl/dh] as it is: the factor is ½ Dᵢ σ_{Wᵢ}² = 1.",
            "100 draws, widths 64, 256, 128, 512, 10",
            formula: (int inputs, int outputs) => 2.0 / outputs,
            perturbed: (inputs, outputs) => 2.0 / inputs,
            check: variance => [.. SignalPropagation.Backward("D63", Widths, 100, variance).Select(ratio => ratio.CheckMean(1))]),

        Claim.Erratum(
            "D64",
            "σ_{Wᵢ}² = 2/Dᵢ₋₁ meets the forward condition only; backward the factor from layer L to i telescopes to D_L/Dᵢ, so nothing grows exponentially.",
            says: "2/Dᵢ₋₁ balances both conditions: factor 1.",
            "the product of D62's factors, widths 64, 256, 128, 512, 10",
            formula: (int i) => (double)Widths[^1] / Widths[i],
            perturbed: i => (double)Widths[i] / Widths[^1],
            printed: _ => 1,
            check: factor =>
            [
                Finding.Relative(
                    Enumerable.Range(0, 4).Select(factor),
                    Enumerable.Range(0, 4).Select(i => Enumerable.Range(i, 4 - i).Aggregate(1.0, (product, k) => product * 0.5 * Widths[k + 1] * (2.0 / Widths[k]))), 1e-12),
            ],
            margin: 0.1),

        Claim.Holds(
            "D65",
            "Wᵢ ~ N(0, 2/Dᵢ₋₁), where the second argument is the variance.",
            "65,536 weights as the library draws them: mean, variance, Kolmogorov-Smirnov",
            formula: (int inputs) => 2.0 / inputs,
            perturbed: inputs => 4.0 / (inputs * inputs),
            check: variance =>
            {
                var layer = new Linear(256, 256);
                layer.Initialize(Draws.For("D65"));
                double[] weights = [.. layer.Parameters[0].Value.ToRowMajor().Select(weight => (double)weight)];
                var sample = Sample.Draw(weights.Length, position => weights[position]);
                return [sample.CheckVariance(variance(256)), sample.CheckMean(0), Kolmogorov(weights, Math.Sqrt(variance(256)))];
            }),
    ];

    // Simulations that a correct and a printed formula are both held against are drawn once.
    private static Lazy<(Sample First, Sample SecondMoment)> LazyFirstSteps { get; } = new(() => SignalPropagation.FirstSteps(64, 400));

    private static Lazy<Sample> LazyUnequalWidths { get; } = new(() => SignalPropagation.Forward("D60", Widths[..4], 80, (_, _) => 2.0 / 64));

    private static Lazy<Sample[]> LazyFanInBackward { get; } = new(() => SignalPropagation.Backward("D62", Widths, 100, (inputs, _) => 2.0 / inputs));

    private static (Sample First, Sample SecondMoment) FirstStepsDrawn => LazyFirstSteps.Value;

    private static Sample UnequalWidths => LazyUnequalWidths.Value;

    private static Sample[] FanInBackward => LazyFanInBackward.Value;

    /// <summary>√n sup |F̂ − F|: above 2.5 once in 130,000.</summary>
    private static Finding Kolmogorov(double[] values, double deviation)
    {
        double largest = values.Order().Select((value, i) => Math.Abs(((i + 0.5) / values.Length) - Normal.CDF(0, deviation, value))).Max();
        return Finding.Close(0, Math.Sqrt(values.Length) * largest, 2.5);
    }
}
