using Nabla.Networks;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>How many layers of 120 units have as many parameters as one of 256 (section 1.3): 3072-512-120-…-120-10 against 3072-512-256-10.</summary>
internal static class Depth
{
    private const double Budget = 1_707_274, Constant = 1_636_146, Transition = 14_520;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "C48",
            "With x steps from 120 to 120 there are 3072·512 + 512 + 512·120 + 120 + 14,520x + 120·10 + 10 parameters.",
            says: "3075·512: 1,536 too many.",
            "the library's counts, x = 0, 3, 4, 5",
            formula: (int x) => Count(3072, x),
            perturbed: x => Count(3072, x + 1),
            printed: x => Count(3075, x),
            check: count => [Finding.Equal(new[] { 0, 3, 4, 5 }.Select(x => (double)count(x)), new[] { 0, 3, 4, 5 }.Select(x => (double)OfDeep(x + 1)))],
            margin: 1536),

        Claim.Erratum(
            "C49",
            "As many parameters as 1,707,274 need x = (1,707,274 − 1,636,146)/14,520 = 4.8986.",
            says: "4.91, which follows from no version of the equation as printed; with 3075 it would be 4.79.",
            "between the library's counts for x = 4 and x = 5",
            formula: () => (Budget - Constant) / Transition,
            perturbed: () => (Budget - Constant - 1536) / Transition,
            printed: () => 4.91,
            check: x => [Finding.Close(x(), 4 + ((Budget - OfDeep(5)) / (OfDeep(6) - OfDeep(5))), 1e-12), Finding.Close(x(), 4.8986, 5e-5)],
            margin: 0.01),

        Claim.Erratum(
            "C50",
            "x counts the steps from 120 to 120; there are x + 1 layers of 120 units.",
            says: "x is the number of hidden layers with 120 units.",
            "for x = 0 to 6, the network whose count by the library is 1,636,146 + 14,520x",
            formula: (int x) => x + 1,
            perturbed: x => x + 2,
            printed: x => x,
            check: layers =>
            [
                Finding.Equal(
                    Enumerable.Range(0, 7).Select(x => (double)layers(x)),
                    Enumerable.Range(0, 7).Select(x => (double)Enumerable.Range(1, 8).Single(count => OfDeep(count) == Constant + (Transition * x)))),
            ],
            margin: 1),

        Claim.Erratum(
            "C51",
            "(512, 120, 120, 120, 120, 120) has five layers of 120 units: 1,694,226 parameters.",
            says: "four; four have 1,679,706.",
            "the library's count of the tuple, and of 512 with so many",
            formula: () => 5,
            perturbed: () => 6,
            printed: () => 4,
            check: layers =>
            [
                Finding.Equal(OfDeep(layers()), ParameterCounts.OfNetwork(512, 120, 120, 120, 120, 120)),
                Finding.Equal([1_679_706, 1_694_226], [OfDeep(4), OfDeep(5)]),
            ],
            margin: Transition),

        Claim.Erratum(
            "C52",
            "Six layers of 120 units are closest to 1,707,274: 1,708,746, which is 1,472 more (five: 13,048 fewer).",
            says: "five: 4.9 was rounded down.",
            "the smallest difference of the library's counts, 1 to 10 layers",
            formula: () => 6,
            perturbed: () => 7,
            printed: () => 5,
            check: layers =>
            [
                Finding.Equal(layers(), Enumerable.Range(1, 10).MinBy(count => Math.Abs(OfDeep(count) - Budget))),
                Finding.Equal([-27_568, -13_048, 1_472, 15_992], Enumerable.Range(4, 4).Select(count => OfDeep(count) - Budget)),
            ],
            margin: 1),
    ];

    private static int Count(int inputs, int x) => (inputs * 512) + 512 + (512 * 120) + 120 + ((int)Transition * x) + (120 * 10) + 10;

    /// <summary>What the library's layers count, 512 and so many of 120; their memory is not touched.</summary>
    private static long OfDeep(int layers)
    {
        int[] widths = [3072, 512, .. Enumerable.Repeat(120, layers), 10];
        return widths.Zip(widths.Skip(1), (inputs, outputs) => new Linear(inputs, outputs).Parameters.Sum(parameter => (long)parameter.Count)).Sum();
    }
}
