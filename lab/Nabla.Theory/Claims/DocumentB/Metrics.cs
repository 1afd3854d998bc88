using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Precision, recall, accuracy and F-beta (question 6.a and 6.c).</summary>
internal static class Metrics
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "B27",
            "Recall = TP/(TP + FN): the true positive predictions over all positive samples; precision = TP/(TP + FP), accuracy = correct/all.",
            says: "recall is the percentage of positive predictions over all the positive samples: (TP + FP)/(TP + FN).",
            "500 random labels counted one by one; the library's ConfusionMatrix; a ratio over 0 is 0 there",
            formula: (double tp, double fp, double fn) => tp / (tp + fn),
            perturbed: (tp, fp, fn) => tp / (tp + fp),
            printed: (tp, fp, fn) => (tp + fp) / (tp + fn),
            check: recall =>
            {
                var (truth, prediction) = RandomLabels();
                var matrix = new ConfusionMatrix(3);
                for (int n = 0; n < truth.Length; n++)
                    matrix.Add(truth[n], prediction[n]);
                double tp = Count(truth, prediction, (t, p) => t == 1 && p == 1);
                double fp = Count(truth, prediction, (t, p) => t != 1 && p == 1), fn = Count(truth, prediction, (t, p) => t == 1 && p != 1);
                double found = Enumerable.Range(0, truth.Length).Where(n => truth[n] == 1).Average(n => prediction[n] == 1 ? 1.0 : 0);
                return
                [
                    Finding.Close(recall(tp, fp, fn), found, 1e-12),
                    Finding.Close(recall(tp, fp, fn), matrix.Recall(1), 1e-12),
                    Finding.Close(tp / (tp + fp), matrix.Precision(1), 1e-12),
                    Finding.Close(Count(truth, prediction, (t, p) => t == p) / truth.Length, matrix.Accuracy, 1e-12),
                    Finding.Equal([0, 0], [new ConfusionMatrix(2).Precision(0), new ConfusionMatrix(2).Recall(0)]),
                ];
            },
            margin: 0.05),

        Claim.Holds(
            "B29",
            "F_β = (1 + β²)PR/(β²P + R) lies between P and R, and goes from P to R as β grows.",
            "fixture 5; 100,000 random pairs; the library's ConfusionMatrix",
            formula: FBeta,
            perturbed: (beta, p, r) => (1 + beta) * p * r / ((beta * p) + r),
            check: f =>
            [
                Finding.Close(Betas.Select(beta => f(beta, 0.5, 0.25)), [0.4950980392, 0.3333333333, 0.2512437811], 1e-9),
                Finding.Close(Betas.Select(beta => f(beta, 0.3, 0.9)), [0.3019933555, 0.45, 0.8825242719], 1e-9),
                Finding.Equal(0, RandomPairs(100_000).Count(pair => !Between(f, pair.P, pair.R))),
                InLibrary(f),
            ]),

        Claim.Holds(
            "B30",
            "For β = 0.1, F is about precision: (F − P)/P = β²(R − P)/(β²P + R), at most 0.0305 in size for P and R in [0.17, 0.71], where |F − P| is at most 0.02165; as R → 0 the error tends to P.",
            "F_β itself on a grid, and the largest of both errors there; the edge R = 10⁻⁹",
            formula: (double beta, double p, double r) => beta * beta * (r - p) / ((beta * beta * p) + r),
            perturbed: (beta, p, r) => beta * (r - p) / ((beta * p) + r),
            check: error =>
            [
                Finding.Close(Grid.Select(pair => error(0.1, pair.P, pair.R)), Grid.Select(pair => (FBeta(0.1, pair.P, pair.R) - pair.P) / pair.P), 1e-12),
                Finding.Close(Grid.Max(pair => Math.Abs(error(0.1, pair.P, pair.R))), 0.0305, 5e-5),
                Finding.Close(Grid.Max(pair => Math.Abs(error(0.1, pair.P, pair.R) * pair.P)), 0.02165, 5e-6),
                Finding.Close(Grid.Max(pair => Math.Abs(FBeta(0.1, pair.P, pair.R) - pair.P)), 0.02165, 5e-6),
                Finding.Close(error(0.1, 0.5, 1e-9), -1, 1e-6),
            ]),

        Claim.Holds(
            "B31",
            "For β = 10, F is about recall: (F − R)/R = (P − R)/(β²P + R), at most 0.0305 in size for P and R in [0.17, 0.71], where |F − R| is at most 0.02165; it needs β²P ≫ R.",
            "F_β itself on a grid, and the largest of both errors there; the edge P = 10⁻⁹",
            formula: (double beta, double p, double r) => (p - r) / ((beta * beta * p) + r),
            perturbed: (beta, p, r) => (r - p) / ((beta * beta * p) + r),
            check: error =>
            [
                Finding.Close(Grid.Select(pair => error(10, pair.P, pair.R)), Grid.Select(pair => (FBeta(10, pair.P, pair.R) - pair.R) / pair.R), 1e-12),
                Finding.Close(Grid.Max(pair => Math.Abs(error(10, pair.P, pair.R))), 0.0305, 5e-5),
                Finding.Close(Grid.Max(pair => Math.Abs(error(10, pair.P, pair.R) * pair.R)), 0.02165, 5e-6),
                Finding.Close(Grid.Max(pair => Math.Abs(FBeta(10, pair.P, pair.R) - pair.R)), 0.02165, 5e-6),
                Finding.Close(error(10, 1e-9, 0.5), -1, 1e-6),
            ]),

        Claim.Holds(
            "B32",
            "For β = 1, F is the harmonic mean 2PR/(P + R).",
            "one over the mean of 1/P and 1/R, on a grid",
            formula: (double p, double r) => 2 * p * r / (p + r),
            perturbed: (p, r) => p * r / (p + r),
            check: mean =>
            [
                Finding.Close(Grid.Select(pair => mean(pair.P, pair.R)), Grid.Select(pair => 1 / (((1 / pair.P) + (1 / pair.R)) / 2)), 1e-12),
                Finding.Close(Grid.Select(pair => mean(pair.P, pair.R)), Grid.Select(pair => FBeta(1, pair.P, pair.R)), 1e-12),
            ]),
    ];

    private static double[] Betas => [0.1, 1, 10];

    private static IReadOnlyList<(double P, double R)> Grid =>
        [.. from p in Enumerable.Range(17, 55) from r in Enumerable.Range(17, 55) select (p / 100.0, r / 100.0)];

    /// <summary>The library's formula, written once more.</summary>
    internal static double FBeta(double beta, double p, double r) => (1 + (beta * beta)) * p * r / ((beta * beta * p) + r);

    private static IEnumerable<(double P, double R)> RandomPairs(int count) =>
        Enumerable.Range(0, count).Select(i => (0.01 + (0.98 * Draws.For("B29").Uniform((ulong)(2 * i))), 0.01 + (0.98 * Draws.For("B29").Uniform((ulong)((2 * i) + 1)))));

    private static bool Between(Func<double, double, double, double> f, double p, double r)
    {
        double previous = p;
        foreach (double beta in Betas)
        {
            double value = f(beta, p, r);
            bool towardsRecall = p < r ? value >= previous : value <= previous;
            if (!towardsRecall || value < Math.Min(p, r) - 1e-12 || value > Math.Max(p, r) + 1e-12)
                return false;
            previous = value;
        }

        return true;
    }

    private static Finding InLibrary(Func<double, double, double, double> f)
    {
        var (truth, prediction) = RandomLabels();
        var matrix = new ConfusionMatrix(3);
        for (int n = 0; n < truth.Length; n++)
            matrix.Add(truth[n], prediction[n]);
        return Finding.Close(Betas.Select(beta => f(beta, matrix.Precision(2), matrix.Recall(2))), Betas.Select(beta => matrix.FBeta(2, beta)), 1e-12);
    }

    private static (int[] Truth, int[] Prediction) RandomLabels()
    {
        var key = Draws.For("B27");
        int[] truth = [.. Enumerable.Range(0, 500).Select(n => key.Below((ulong)n, 3))];
        return (truth, [.. truth.Select((label, n) => key.Fold(1).Uniform((ulong)n) < 0.3 ? label : key.Fold(2).Below((ulong)n, 3))]);
    }

    private static double Count(int[] truth, int[] prediction, Func<int, int, bool> counts) => truth.Zip(prediction, counts).Count(counted => counted);
}
