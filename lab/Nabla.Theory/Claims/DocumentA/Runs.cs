using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>The network that the document trains, and the figures of its runs (questions 2, 3 and 5.f).</summary>
internal static class Runs
{
    private const double Images = 10_000;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A12",
            "One hidden layer of 128 units: 3072·128 + 128 + 128·10 + 10 = 394,634 parameters; with batch normalisation 2·128 more, 394,890.",
            "the library's count of both networks",
            formula: (int inputs, int hidden, int classes) => ((inputs + 1) * hidden) + ((hidden + 1) * classes),
            perturbed: (inputs, hidden, classes) => ((inputs + 1) * hidden) + (hidden * classes),
            check: count =>
            [
                Finding.Equal(count(3072, 128, 10), Network(Normalization.None).Parameters.Count),
                Finding.Equal(count(3072, 128, 10) + 256, Network(Normalization.Batch).Parameters.Count),
                Finding.Equal([394_634, 394_890], [Network(Normalization.None).Parameters.Count, Network(Normalization.Batch).Parameters.Count]),
            ]),

        Claim.Reported(
            "A13",
            "NumPy, default parameters: 47.84 % of the test images.",
            "XA1", "46.0 to 51.5 %, where repetitions lie",
            formula: () => 47.84,
            perturbed: () => 57.84,
            check: accuracy => [InBand(accuracy(), 46.0, 51.5)]),

        Claim.Reported(
            "A14",
            "PyTorch, default parameters: 49.85 %. The gap to NumPy is z = 2.844 for one pair of runs, and −2.207 in document B, where the order is the other way round.",
            "XA2", "46.0 to 51.5 %, where repetitions lie; z of two accuracies of 10,000 images",
            formula: () => 49.85,
            perturbed: () => 49.58,
            check: accuracy =>
            [
                InBand(accuracy(), 46.0, 51.5),
                Finding.Close(Deviations(accuracy(), 47.84), 2.844, 5e-4),
                Finding.Close(Deviations(47.85, 49.41), -2.207, 5e-4),
            ]),

        Claim.Reported(
            "A38",
            "Batch normalisation after the hidden layer: 50.62 % against 49.85 %. The difference has a standard error of 0.71 points, so z = 1.09: noise, for one seed.",
            "XA3", "48.0 to 53.0 %, where repetitions lie; z of two accuracies of 10,000 images",
            formula: () => 50.62,
            perturbed: () => 50.26,
            check: accuracy => [InBand(accuracy(), 48.0, 53.0), Finding.Close(Deviations(accuracy(), 49.85), 1.09, 0.005)]),

        Claim.Reported(
            "A39",
            "Curves are smoother with batch normalisation. Measure: the sum of all decreases of validation accuracy from epoch to epoch.",
            "XA3", "0.033 without and 0.015 with it, by hand from the curves of one repetition",
            formula: (double[] curve) => curve.Zip(curve.Skip(1), (before, after) => Math.Max(0, before - after)).Sum(),
            perturbed: curve => curve.Zip(curve.Skip(1), (before, after) => before - after).Sum(),
            check: roughness =>
            [
                Finding.Close(roughness([.401, .439, .453, .443, .433, .460, .468, .455, .477, .483]), 0.033, 1e-12),
                Finding.Close(roughness([.400, .434, .451, .449, .457, .464, .477, .464, .478, .483]), 0.015, 1e-12),
            ]),
    ];

    private static Network Network(Normalization normalization) => Nabla.Network.Create(3072, [128], 10, normalization: normalization);

    private static Finding InBand(double accuracy, double lowest, double highest) => Finding.Close(accuracy, (lowest + highest) / 2, (highest - lowest) / 2);

    /// <summary>The difference of two accuracies, in per cent of so many images each, over its standard error.</summary>
    private static double Deviations(double first, double second) =>
        (first - second) / 100 / Math.Sqrt(((first / 100 * (1 - (first / 100))) + (second / 100 * (1 - (second / 100)))) / Images);
}
