using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>The variance of a rectified normal number after dropout (section 1.2): h̃ = m/(1−p) · max(0, z).</summary>
internal static class DropoutVariance
{
    private static readonly double[] Rates = [0, 0.1, 0.2, 0.5, 0.9];

    /// <summary>Rates at which the printed forms are held against the right one; the largest of them shows the most.</summary>
    private static readonly double[] MiddleRates = [0.1, 0.2, 0.5];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D10",
            "Var[aX] = a² Var[X], and for independent X and Y, Var[XY] = Var[X]Var[Y] + Var[X]E[Y]² + Var[Y]E[X]².",
            "all outcomes of two finite distributions; for Y = X it is wrong",
            formula: (double vx, double vy, double mx, double my) => (vx * vy) + (vx * my * my) + (vy * mx * mx),
            perturbed: (vx, vy, mx, my) => (vx * vy) + (vx * my * my),
            check: product =>
            {
                var (x, y) = (new Finite([-1, 0.5, 2], [0.2, 0.5, 0.3]), new Finite([-0.5, 1, 4], [0.3, 0.3, 0.4]));
                double claimed = product(x.Variance, y.Variance, x.Mean, y.Mean);
                return
                [
                    Finding.Close(claimed, x.Times(y).Variance, 1e-12),
                    Finding.Close(9 * x.Variance, x.Map(value => -3 * value).Variance, 1e-12),
                    Finding.True(Math.Abs(product(x.Variance, x.Variance, x.Mean, x.Mean) - x.Map(value => value * value).Variance) > 0.1),
                ];
            }),

        Claim.Holds(
            "D12",
            "Var[h̃] = (1/(1−p))² [p(1−p)(π−1)/(2π) + p(1−p)/(2π) + (1−p)²(π−1)/(2π)].",
            "E[h̃²] − E[h̃]² with the rectifier's moments by quadrature",
            formula: (double p) => ((p * (1 - p) * (Math.PI - 1)) + (p * (1 - p)) + ((1 - p) * (1 - p) * (Math.PI - 1))) / (2 * Math.PI) / ((1 - p) * (1 - p)),
            perturbed: p => ((p * (1 - p) * (Math.PI - 1)) + ((1 - p) * (1 - p) * (Math.PI - 1))) / (2 * Math.PI) / ((1 - p) * (1 - p)),
            check: variance =>
            [
                Finding.Relative(Rates.Select(variance), Rates.Select(Correct), 1e-14),
                Finding.Close(Rates.Select(variance), Rates.Select(ByQuadrature), 1e-9),
            ]),

        Claim.Erratum(
            "D13",
            "Var[h̃] = (1/(1−p))² (1−p)(π − 1 + p)/(2π).",
            says: "(1/(1−p))² (1−p)(π − 1 + pπ)/(2π), with a second π.",
            "quadrature, p = 0.1, 0.2, 0.5; shown at 0.5",
            formula: (double p) => (1 - p) * (Math.PI - 1 + p) / (2 * Math.PI) / ((1 - p) * (1 - p)),
            perturbed: p => (Math.PI - 1 + p) / (2 * Math.PI) / ((1 - p) * (1 - p)),
            printed: p => (1 - p) * (Math.PI - 1 + (p * Math.PI)) / (2 * Math.PI) / ((1 - p) * (1 - p)),
            check: variance => [Finding.Close(MiddleRates.Select(variance), MiddleRates.Select(ByQuadrature), 1e-9)],
            margin: 0.3),

        Claim.Erratum(
            "D14",
            "Var[h̃] = (π − 1 + p)/(2π(1−p)).",
            says: "(π − 1 + p(2 − π))/(2π(1−p)).",
            "quadrature, p = 0.1, 0.2, 0.5; shown at 0.5; 1,000,000 draws at 0.5",
            formula: (double p) => (Math.PI - 1 + p) / (2 * Math.PI * (1 - p)),
            perturbed: p => (Math.PI - 1 - p) / (2 * Math.PI * (1 - p)),
            printed: p => (Math.PI - 1 + (p * (2 - Math.PI))) / (2 * Math.PI * (1 - p)),
            check: variance => [Finding.Close(MiddleRates.Select(variance), MiddleRates.Select(ByQuadrature), 1e-9), Dropped("D14", 0.5).CheckVariance(variance(0.5))],
            margin: 0.3),

        Claim.Holds(
            "D15",
            "Var[h̃] = (π − 1 + p)/(2π(1−p)) = 1/(2(1−p)) − 1/(2π), which grows with p, while E[h̃] stays 1/√(2π).",
            "fixture 4; quadrature; 1,000,000 draws at p = 0.2",
            formula: (double p) => (1 / (2 * (1 - p))) - (1 / (2 * Math.PI)),
            perturbed: p => (1 / (2 * (1 - p))) - (p / (2 * Math.PI)),
            check: variance =>
            {
                var dropped = Dropped("D15", 0.2);
                return
                [
                    Finding.Close(Rates.Select(variance), [0.3408450569, 0.3964006125, 0.4658450569, 0.8408450569, 4.8408450569], 1e-9),
                    Finding.Close(Rates.Select(variance), Rates.Select(ByQuadrature), 1e-9),
                    Finding.True(Rates.Zip(Rates.Skip(1)).All(pair => variance(pair.First) < variance(pair.Second))),
                    dropped.CheckVariance(variance(0.2)), dropped.CheckMean(1 / Math.Sqrt(2 * Math.PI)),
                ];
            }),
    ];

    private static double Correct(double p) => (Math.PI - 1 + p) / (2 * Math.PI * (1 - p));

    /// <summary>E[m²]E[h²]/(1−p)² − (E[m]E[h]/(1−p))², with E[m] = E[m²] = 1−p.</summary>
    private static double ByQuadrature(double p)
    {
        double mean = Quadrature.NormalMean(z => Math.Max(0, z)), square = Quadrature.NormalMean(z => Math.Max(0, z) * Math.Max(0, z));
        double kept = 1 - p, scale = 1 / (1 - p);
        return (scale * scale * kept * square) - Math.Pow(scale * kept * mean, 2);
    }

    private static Sample Dropped(string id, double p)
    {
        var (values, masks) = (Draws.For(id).Fold(0), Draws.For(id).Fold(1));
        return Sample.Draw(1_000_000, position => masks.Uniform(position) < p ? 0 : Math.Max(0, values.Normal(position)) / (1 - p));
    }

    /// <summary>A distribution over a few values.</summary>
    private sealed record Finite(double[] Values, double[] Probabilities)
    {
        public double Mean => Values.Zip(Probabilities, (value, probability) => value * probability).Sum();

        public double Variance => Values.Zip(Probabilities, (value, probability) => (value - Mean) * (value - Mean) * probability).Sum();

        public Finite Map(Func<double, double> function) => this with { Values = [.. Values.Select(function)] };

        /// <summary>The product with an independent one: every pair of outcomes.</summary>
        public Finite Times(Finite other) => new(
            [.. Values.SelectMany(_ => other.Values, (a, b) => a * b)],
            [.. Probabilities.SelectMany(_ => other.Probabilities, (a, b) => a * b)]);
    }
}
