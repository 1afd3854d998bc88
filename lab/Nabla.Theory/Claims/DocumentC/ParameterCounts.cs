using Nabla.Networks;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>How many parameters the networks have (sections 2.e and 1.2.3).</summary>
internal static class ParameterCounts
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C26",
            "θ = {W₁, b₁, W₂, b₂} has d_h (d + 1) + m (d_h + 1) numbers: 1,578,506 for d = 3072, d_h = 512, m = 10.",
            "the library's count",
            formula: (int d, int hidden, int m) => (hidden * (d + 1)) + (m * (hidden + 1)),
            perturbed: (d, hidden, m) => (hidden * d) + (m * hidden),
            check: count => [Finding.Equal(count(3072, 512, 10), OfNetwork(512)), Finding.Equal(count(3072, 512, 10), 1_578_506)]),

        Claim.Holds(
            "C46",
            "The layers of 3072-512-256-10 have 1,572,864 + 512, 131,072 + 256 and 2,560 + 10 parameters.",
            "the library's windows, one by one",
            formula: (int inputs, int outputs) => new double[] { inputs * outputs, outputs },
            perturbed: (inputs, outputs) => [inputs * outputs, inputs],
            check: counts =>
            [
                Finding.Equal(
                    [.. counts(3072, 512), .. counts(512, 256), .. counts(256, 10)],
                    Network.Create(3072, [512, 256], 10).Parameters.All.Select(parameter => (double)parameter.Count)),
                Finding.Equal([.. counts(3072, 512), .. counts(512, 256), .. counts(256, 10)], [1_572_864, 512, 131_072, 256, 2_560, 10]),
            ]),

        Claim.Erratum(
            "C47",
            "The total is 1,707,274.",
            says: "1,707,264: the ten biases of the last layer were not added.",
            "the library's count of 3072-512-256-10",
            formula: () => 1_572_864 + 512 + 131_072 + 256 + 2_560 + 10,
            perturbed: () => 1_572_864 + 131_072 + 2_560,
            printed: () => 1_572_864 + 512 + 131_072 + 256 + 2_560,
            check: total => [Finding.Equal(total(), OfNetwork(512, 256))],
            margin: 10),
    ];

    /// <summary>The library's count of 3072-…-10.</summary>
    public static long OfNetwork(params int[] hidden) => Network.Create(3072, hidden, 10).Parameters.Count;
}
