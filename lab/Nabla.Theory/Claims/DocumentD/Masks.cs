using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>A layer with dropout (section 1): h = σ(Wx + b), h̃ = m/(1−p) ∘ h, mᵢ ~ Bernoulli(1−p).</summary>
internal static class Masks
{
    private static readonly double[] Rates = [0.1, 0.2, 0.5, 0.9];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "D1",
            "h = σ(Wx + b) with x in ℝᴺ and h, b in ℝᴹ takes W in ℝᴹˣᴺ.",
            says: "W in ℝᴺˣᴹ.",
            "shapes tried one by one, N = 3, M = 5; the rows of W",
            formula: (int n, int m) => (Rows: m, Columns: n),
            perturbed: (n, m) => (m, m),
            printed: (n, m) => (n, m),
            check: shape =>
            {
                var (rows, columns) = Oracles.Shapes.ThatFit(w => (w * Matrix.Build.Dense(3, 1)) + Matrix.Build.Dense(5, 1)).Single();
                var claimed = shape(3, 5);
                return [Finding.Equal([claimed.Rows, claimed.Columns], [rows, columns])];
            },
            margin: 1),

        Claim.Erratum(
            "D2",
            "Dropout scales what it keeps by 1/(1−p), p the probability to drop.",
            says: "m/(1−n) ∘ h, with an n that is nothing here but the number of units.",
            "what the scale must be for E[h̃] = h, p = 0.5, n = 8",
            formula: (double p, int n) => 1 / (1 - p),
            perturbed: (p, n) => 1 / (1 + p),
            printed: (p, n) => 1.0 / (1 - n),
            check: scale => [Finding.Close(scale(0.5, 8), 1 / MaskMoments(0.5).Mean, 1e-12), Finding.Close(scale(0.2, 8), 1 / MaskMoments(0.2).Mean, 1e-12)],
            margin: 0.1),

        Claim.Holds(
            "D3",
            "With the scale 1/(1−p), E[h̃ | h] = h and Var[h̃ | h] = h² p/(1−p); without it the mean would be (1−p)h.",
            "both outcomes of the mask weighed; 400,000 draws; the library's Dropout, which at inference changes nothing",
            formula: (double h, double p) => (Mean: h, Variance: h * h * p / (1 - p)),
            perturbed: (h, p) => ((1 - p) * h, h * h * p / (1 - p)),
            check: moments =>
            [
                Finding.Close(Rates.Select(p => moments(1.7, p).Mean), Rates.Select(p => p * 0 + (1 - p) * (1.7 / (1 - p))), 1e-12),
                Finding.Close(Rates.Select(p => moments(1.7, p).Variance), Rates.Select(p => p * Square(1.7) + (1 - p) * Square(1.7 / (1 - p) - 1.7)), 1e-12),
                Dropped(1.7, 0.2).CheckMean(moments(1.7, 0.2).Mean),
                Dropped(1.7, 0.2).CheckVariance(moments(1.7, 0.2).Variance),
                DroppedByLibrary(1.5, 0.25).CheckMean(moments(1.5, 0.25).Mean),
                DroppedByLibrary(1.5, 0.25).CheckVariance(moments(1.5, 0.25).Variance),
                Finding.Equal(
                    Matrix.Build.Dense(2, 3, 1.5).ToRowMajorArray(),
                    Library.Run(new Dropout(3, 0.25), Matrix.Build.Dense(2, 3, 1.5), Matrix.Build.Dense(2, 3), PassMode.Inference).Output.ToRowMajorArray()),
            ]),

        Claim.Holds(
            "D11",
            "A mask m ~ Bernoulli(1−p) has mean 1−p and variance p(1−p).",
            "both outcomes weighed",
            formula: (double p) => (Mean: 1 - p, Variance: p * (1 - p)),
            perturbed: p => (p, p * (1 - p)),
            check: moments =>
            [
                Finding.Close(Rates.Select(p => moments(p).Mean), Rates.Select(p => MaskMoments(p).Mean), 1e-12),
                Finding.Close(Rates.Select(p => moments(p).Variance), Rates.Select(p => MaskMoments(p).Variance), 1e-12),
            ]),
    ];

    /// <summary>Mean and variance over the two outcomes: 0 with probability p, 1 else.</summary>
    private static (double Mean, double Variance) MaskMoments(double p)
    {
        double mean = p * 0 + (1 - p) * 1;
        return (mean, p * Square(0 - mean) + (1 - p) * Square(1 - mean));
    }

    private static Sample Dropped(double h, double p)
    {
        var key = Draws.For("D3");
        return Sample.Draw(400_000, position => key.Uniform(position) < p ? 0 : h / (1 - p));
    }

    private static Sample DroppedByLibrary(double h, double p)
    {
        double[] output = Library.Run(new Dropout(256, p), Matrix.Build.Dense(256, 256, h), Matrix.Build.Dense(256, 256)).Output.ToRowMajorArray();
        return Sample.Draw(output.Length, position => output[position]);
    }

    private static double Square(double value) => value * value;
}
