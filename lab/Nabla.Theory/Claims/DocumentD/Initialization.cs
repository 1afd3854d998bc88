using MathNet.Numerics.Distributions;
using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>How signals grow through layers of random weights (section 3.3), forward and backward.</summary>
internal static class Initialization
{
    /// <summary>Unequal in every step, so that an index that is off by one shows; narrow, for the reason that <see cref="SignalPropagation"/> gives.</summary>
    private static readonly int[] Widths = [16, 32, 8, 64, 10];

    /// <summary>Widths whose product of ½ Dᵢ₋₁ σ_W² is far from 1.</summary>
    private static readonly int[] Growing = [8, 32, 16, 64];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "D58",
            "The weights have mean 0 and variance v[Wᵢ] = σ_W².",
            says: "the weights have variance v[h₀] = σ_W², which is the variance of the input.",
            "σ_W² = 2/64 against 32,768 weights as the library draws them; standardised inputs have variance 1",
            formula: (Sample weights, Sample inputs) => weights,
            perturbed: (weights, inputs) => Sample.Draw(64 * 512, position => Math.Sqrt(1.0 / 64) * Draws.For("D58").Normal(position)),
            printed: (weights, inputs) => inputs,
            check: chosen =>
            {
                var weights = SampleOf(DrawnByLibrary("D58", 64, 512));
                var sample = chosen(weights, Sample.Draw(64 * 512, position => Draws.For("D58").Fold(1).Normal(position)));
                return [Finding.Close(sample.Variance, 2.0 / 64, 5 * weights.VarianceError), Finding.Close(sample.Mean, 0, 5 * sample.MeanError)];
            },
            margin: 0.9),

        Claim.Erratum(
            "D59",
            "E[hᵢ²] = ½ Dᵢ₋₁ σ_W² E[hᵢ₋₁²], because E[ReLU(z)²] = ½E[z²]; for variances the first step has (π−1)/(2π) in place of ½.",
            says: "v[hᵢ] = ½ Dᵢ₋₁ σ_W² v[hᵢ₋₁] with v a variance, from i = 1 on.",
            "Var h₁/Var x over 6,000 draws of weights and input, D = 16, σ_W² = 2/D; then E[h₂²]/E[h₁²]",
            formula: (double d, double s) => (Variance: (Math.PI - 1) / (2 * Math.PI) * d * s, SecondMoment: 0.5 * d * s),
            perturbed: (d, s) => (Variance: (Math.PI - 1) / (2 * Math.PI) * d * s, SecondMoment: (Math.PI - 1) / (2 * Math.PI) * d * s),
            printed: (d, s) => (Variance: 0.5 * d * s, SecondMoment: 0.5 * d * s),
            check: factors =>
            {
                var (variance, secondMoment) = FirstStepsDrawn;
                return [variance.CheckVariance(factors(16, 2.0 / 16).Variance), secondMoment.CheckMean(factors(16, 2.0 / 16).SecondMoment)];
            },
            margin: 0.2),

        Claim.Erratum(
            "D60",
            "E[h_L²] = E[h₀²] Πᵢ ½ Dᵢ₋₁ σ_{Wᵢ}².",
            says: "((½) D₀ σ_W²)^L v₀, which needs all widths equal.",
            "6,000 draws, widths 8, 32, 16, 64, σ_W² = 2/8",
            formula: (int[] widths, double s) => widths.SkipLast(1).Aggregate(1.0, (product, d) => product * 0.5 * d * s),
            perturbed: (widths, s) => widths.SkipLast(2).Aggregate(1.0, (product, d) => product * 0.5 * d * s),
            printed: (widths, s) => Math.Pow(0.5 * widths[0] * s, widths.Length - 1),
            check: growth => [UnequalWidths.CheckMean(growth(Growing, 2.0 / 8))],
            margin: 5),

        Claim.Holds(
            "D61",
            "σ_{Wᵢ}² = 2/Dᵢ₋₁ keeps E[h²] as it is; with 1/Dᵢ₋₁ it falls as 2^−L, with 4/Dᵢ₋₁ it grows as 2^L.",
            "10 layers by quadrature of E[ReLU(z)²], one after the other; 4 layers of width 16, 2,500 draws for each σ²: every layer, and all four",
            formula: (double factor, int layers) => Math.Pow(factor / 2, layers),
            perturbed: (factor, layers) => Math.Pow(factor * (Math.PI - 1) / (2 * Math.PI), layers),
            check: growth =>
            [
                .. new[] { 2.0, 1, 4 }.Select(factor => Finding.Relative(
                    Enumerable.Range(1, 10).Select(layers => growth(factor, layers)), ByQuadrature(factor, 10), 1e-9)),

                // The ratio of a layer has relative variance 5/D, and layers multiply: over L of them it is (1 + 5/D)^L − 1, which for ten layers
                // no affordable number of draws brings below half of the value. So single layers are held to 3 %, and four in a row to 15 %.
                .. new[] { 2.0, 1, 4 }.SelectMany(factor =>
                {
                    var (total, layers) = SignalPropagation.Forward(
                        Draws.For("D61").Fold((ulong)factor), [.. Enumerable.Repeat(16, 5)], 2500, (inputs, _) => factor / inputs);
                    return new[] { layers.CheckMean(growth(factor, 1)), total.CheckMean(growth(factor, 4)) };
                }),
            ]),

        Claim.Erratum(
            "D62",
            "v[dl/dhᵢ] = ½ Dᵢ₊₁ σ_{Wᵢ₊₁}² v[dl/dhᵢ₊₁]: Wᵢ₊₁ᵀ sums over Dᵢ₊₁ terms.",
            says: "½ Dᵢ σ_W² v[dl/dhᵢ₊₁], equal only for square layers.",
            "6,000 draws, widths 16, 32, 8, 64, 10, σ_{Wᵢ}² = 2/Dᵢ₋₁, i = 0 … 3",
            formula: (int i, double[] s) => 0.5 * Widths[i + 1] * s[i + 1],
            perturbed: (i, s) => 0.5 * Widths[i + 1] * s[i],
            printed: (i, s) => 0.5 * Widths[i] * s[i + 1],
            check: factor =>
            {
                double[] variances = [2.0 / Widths[0], .. Widths.SkipLast(1).Select(d => 2.0 / d)];
                return [.. new[] { 0, 1, 2, 3 }.Select(i => FanInBackward.Steps[i].CheckMean(factor(i, variances)))];
            },
            margin: 0.4),

        Claim.Holds(
            "D63",
            "Backward, σ_{Wᵢ}² = 2/Dᵢ keeps v[dl/dh] as it is: the factor is ½ Dᵢ σ_{Wᵢ}² = 1.",
            "3,000 draws, widths 16, 32, 8, 64, 10",
            formula: (int inputs, int outputs) => 2.0 / outputs,
            perturbed: (inputs, outputs) => 2.0 / inputs,
            check: variance => [.. SignalPropagation.Backward("D63", Widths, 3000, variance).Steps.Select(ratio => ratio.CheckMean(1))]),

        Claim.Erratum(
            "D64",
            "σ_{Wᵢ}² = 2/Dᵢ₋₁ meets the forward condition only; backward the factor from layer L to i telescopes to D_L/Dᵢ, so nothing grows exponentially.",
            says: "2/Dᵢ₋₁ balances both conditions: factor 1.",
            "v[dl/dhᵢ]/v[dl/dh_L] over 6,000 draws, widths 16, 32, 8, 64, 10, i = 0 … 3; forward E[h_L²]/E[h₀²] = 1 over 2,000",
            formula: (int i) => (double)Widths[^1] / Widths[i],
            perturbed: i => (double)Widths[^1] / Widths[i + 1],
            printed: _ => 1,
            check: factor =>
            [
                .. Enumerable.Range(0, 4).Select(i => FanInBackward.Totals[i].CheckMean(factor(i))),
                SignalPropagation.Forward(Draws.For("D64"), Widths, 2000, (inputs, _) => 2.0 / inputs).Total.CheckMean(1),
            ],
            margin: 0.1),

        Claim.Holds(
            "D65",
            "Wᵢ ~ N(0, 2/Dᵢ₋₁), where the second argument is the variance.",
            "65,536 weights as the library draws them, 512 to 128 units: variance, mean, Kolmogorov-Smirnov",
            formula: (int inputs, int outputs) => 2.0 / inputs,
            perturbed: (inputs, outputs) => 4.0 / (inputs + outputs),
            check: variance =>
            {
                double[] weights = DrawnByLibrary("D65", 512, 128);
                var sample = SampleOf(weights);
                return [sample.CheckVariance(variance(512, 128)), sample.CheckMean(0), Kolmogorov(weights, Math.Sqrt(variance(512, 128)))];
            }),
    ];

    // Simulations that a correct and a printed formula are both held against are drawn once.
    private static Lazy<(Sample First, Sample SecondMoment)> LazyFirstSteps { get; } = new(() => SignalPropagation.FirstSteps(16, 6000));

    private static Lazy<Sample> LazyUnequalWidths { get; } =
        new(() => SignalPropagation.Forward(Draws.For("D60"), Growing, 6000, (_, _) => 2.0 / 8).Total);

    private static Lazy<(Sample[] Steps, Sample[] Totals)> LazyFanInBackward { get; } =
        new(() => SignalPropagation.Backward("D62", Widths, 6000, (inputs, _) => 2.0 / inputs));

    private static (Sample First, Sample SecondMoment) FirstStepsDrawn => LazyFirstSteps.Value;

    private static Sample UnequalWidths => LazyUnequalWidths.Value;

    private static (Sample[] Steps, Sample[] Totals) FanInBackward => LazyFanInBackward.Value;

    /// <summary>E[hᵢ²]/E[x²] of wide layers, i = 1 … L: z has variance Dσ² E[hᵢ₋₁²], and E[ReLU(z)²] is an integral.</summary>
    private static IEnumerable<double> ByQuadrature(double factor, int layers)
    {
        double moment = 1;
        for (int i = 0; i < layers; i++)
        {
            double deviation = Math.Sqrt(factor * moment);
            yield return moment = Quadrature.NormalMean(z => Math.Pow(Math.Max(0, deviation * z), 2));
        }
    }

    private static Sample SampleOf(double[] values) => Sample.Draw(values.Length, position => values[position]);

    private static double[] DrawnByLibrary(string id, int inputs, int outputs)
    {
        var layer = new Linear(inputs, outputs);
        layer.Initialize(Draws.For(id));
        return [.. layer.Parameters[0].Value.ToRowMajor().Select(weight => (double)weight)];
    }

    /// <summary>√n sup |F̂ − F|: above 2.5 once in 130,000.</summary>
    private static Finding Kolmogorov(double[] values, double deviation)
    {
        double largest = values.Order().Select((value, i) => Math.Abs(((i + 0.5) / values.Length) - Normal.CDF(0, deviation, value))).Max();
        return Finding.Close(0, Math.Sqrt(values.Length) * largest, 2.5);
    }
}
