using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>What batch normalisation promises about the neurons behind it, and what it does not (question 5.e).</summary>
internal static class NormalizedNeurons
{
    private static readonly int[] Sizes = [2, 4, 16, 128];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A36",
            "The variance behind batch normalisation is γ² v/(v + ε), whatever came in: 1 at initialisation, and from then on γ², which is learned.",
            "the library's BatchNorm on inputs of variance 0.01, 1 and 10,000, γ = 1 and 1.7",
            formula: (double gamma, double v) => gamma * gamma * v / (v + NormalizedBatch.Epsilon),
            perturbed: (gamma, v) => gamma * gamma,
            check: variance =>
            [
                .. new[] { 1, 1.7 }.SelectMany(gamma => new[] { 0.1, 1, 100 }.Select(scale =>
                {
                    var (before, behind) = Variances(gamma, scale);
                    return Finding.Relative([variance(gamma, before)], [behind], 1e-5);
                })),
            ]),

        Claim.Erratum(
            "A37",
            "Of B outputs γx̂ + β one at least is positive as long as β > −|γ|/√(B − 1), since max x̂ lies between 1/√(B − 1) and √(B − 1): at γ = 1, β = 0, but not for every β.",
            says: "it does not occur that all inputs to one neuron are negative.",
            "the β below which the batch (1, …, 1, 1 − B) has no positive output, B = 2, 4, 16, 128; 400 random batches; γ = 1, β = −10, B = 16, where the library's rectifier hands back nothing",
            formula: (double gamma, int batch) => -Math.Abs(gamma) / Math.Sqrt(batch - 1),
            perturbed: (gamma, batch) => -Math.Abs(gamma) / Math.Sqrt(batch),
            printed: (gamma, batch) => double.NegativeInfinity,
            check: threshold =>
            [
                Finding.Close(Sizes.Select(batch => threshold(1.5, batch)), Sizes.Select(batch => -1.5 * Largest(Lopsided(batch))), 1e-12),
                Finding.True(Enumerable.Range(0, 400).All(i =>
                {
                    double largest = Largest(Draws.Normals(Draws.For("A37").Fold((ulong)i), 2 + (i % 9)));
                    return largest >= (1 - 1e-12) / Math.Sqrt(1 + (i % 9)) && largest <= (1 + 1e-12) * Math.Sqrt(1 + (i % 9));
                })),
                Finding.Equal([0, 0], Silent()),
            ],
            margin: 1),
    ];

    private static (double Before, double Behind) Variances(double gamma, double scale)
    {
        var layer = new BatchNorm(1);
        Library.Set(layer.Parameters[0], Matrix.Build.Dense(1, 1, gamma));
        var x = scale * Draws.Normals(Draws.For("A36"), 64, 1);
        return (x.ColumnCovariance()[0, 0], Library.Run(layer, x, x).Output.ColumnCovariance()[0, 0]);
    }

    private static double[] Lopsided(int batch) => [.. Enumerable.Repeat(1.0, batch - 1), 1 - batch];

    /// <summary>max x̂, for ε = 0.</summary>
    private static double Largest(double[] x)
    {
        double mean = x.Average();
        return (x.Max() - mean) / Math.Sqrt(x.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>dL/dγ and dL/dβ behind a β of −10, through a rectifier.</summary>
    private static double[] Silent()
    {
        var layer = new BatchNorm(1);
        Library.Set(layer.Parameters[1], Matrix.Build.Dense(1, 1, -10));
        var (x, ones) = (Draws.Normals(Draws.For("A37").Fold(999), 16, 1), Matrix.Build.Dense(16, 1, 1));
        var behind = Library.Run(new Relu(1), Library.Run(layer, x, ones).Output, ones).InputGradient;
        return [.. Library.Run(layer, x, behind).ParameterGradients.Select(gradient => gradient[0, 0])];
    }
}
