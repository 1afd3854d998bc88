using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Table 1 (question 6.c): F-beta of ten classes for three β, held against itself.</summary>
internal static class PrintedTable
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "B33",
            "Rows 0.1 and 10 fix precision and recall: 1/F_β = (1/P + β²/R)/(1 + β²) twice, solved for 1/P and 1/R; whole numbers of images attain each pair.",
            "table T1; all counts of correct and predicted images of 1,000",
            formula: (double low, double high) => Solve(low, high),
            perturbed: (low, high) => (low, high),
            check: solve =>
            [
                Finding.Close(Classes.Select(c => solve(Row(0)[c], Row(2)[c]).Precision), FBetaTable.Precision, 6e-5),
                Finding.Close(Classes.Select(c => solve(Row(0)[c], Row(2)[c]).Recall), FBetaTable.Recall, 6e-5),
                Finding.Equal(10, Intervals.Count(interval => interval is not null)),
            ]),

        Claim.Erratum(
            "B34",
            "The row for β = 1 that the other two imply is .5537 .6149 .3894 .2316 .3817 .3985 .5273 .5668 .6315 .5191, to within 0.0006.",
            says: ".543 .609 .381 .223 .374 .387 .520 .557 .623 .510, all too low: as F₁ is when it is averaged over batches of 128.",
            "the middle of all F₁ that whole numbers of images attain; table T1; the mean over classes in batches of images in random order; shown where the printed row is furthest off",
            formula: (int c) => Metrics.FBeta(1, Solved(c).Precision, Solved(c).Recall),
            perturbed: c => (Solved(c).Precision + Solved(c).Recall) / 2,
            printed: c => Row(1)[c],
            check: f1 =>
            [
                Finding.Close(Classes.Select(f1), Intervals.Select(interval => (interval!.Value.Low + interval.Value.High) / 2), 6e-4),
                Finding.Close(Classes.Select(f1), FBetaTable.Implied, 6e-5),
                Finding.Equal(10, Classes.Count(c => Row(1)[c] < Intervals[c]!.Value.Low - 0.0005)),

                // One order scatters a class by 0.006, half of what averaging does to it; the mean of ten classes scatters by a third of that.
                Finding.Close(Row(1).Average(), Batches.Sum(order => order.Mean) / 10, 5 * Math.Sqrt(Batches.Sum(order => order.Variance)) / 10),
            ],
            margin: 0.01),

        Claim.Erratum(
            "B35",
            "F₁ lies between precision and recall in all ten classes.",
            says: "the same; but the table's class 2 has 0.381 < 0.385 < 0.394.",
            "how many of the ten classes",
            formula: (int c) => Metrics.FBeta(1, Solved(c).Precision, Solved(c).Recall),
            perturbed: c => Solved(c).Precision + Solved(c).Recall,
            printed: c => Row(1)[c],
            check: f1 => [Finding.Equal(Classes.Count(c => f1(c) >= Math.Min(Row(0)[c], Row(2)[c]) && f1(c) <= Math.Max(Row(0)[c], Row(2)[c])), 10)],
            margin: 1),

        Claim.Holds(
            "B36",
            "The largest entry of every class stands at β = 0.1 or 10, never at 1.",
            "the larger of precision and recall in T1",
            formula: (double[] column) => Array.IndexOf(column, column.Max()),
            perturbed: column => Array.IndexOf(column, column.Min()),
            check: largest =>
            [
                Finding.Equal(
                    Classes.Select(c => (double)largest([Row(0)[c], Row(1)[c], Row(2)[c]])),
                    Classes.Select(c => FBetaTable.Precision[c] > FBetaTable.Recall[c] ? 0.0 : 2)),
            ]),

        Claim.Holds(
            "B37",
            "Classes 0, 2, 3, 4, 5, 9 have the better precision, classes 1, 6, 7, 8 the better recall.",
            "rows 0.1 and 10; T1",
            formula: () => new[] { 0, 2, 3, 4, 5, 9 },
            perturbed: () => [0, 2, 3, 4, 5, 6],
            check: precise =>
            [
                Finding.Equal(Numbers(precise()), Numbers(Classes.Where(c => Row(0)[c] > Row(2)[c]))),
                Finding.Equal(Numbers(precise()), Numbers(Classes.Where(c => FBetaTable.Precision[c] > FBetaTable.Recall[c]))),
            ]),

        Claim.Holds(
            "B38",
            "Only classes 1 and 8 have high values: the recalls 0.702 and 0.696 are the only entries from 0.69 on; the next is 0.649.",
            "all thirty entries",
            formula: () => new[] { 1, 8 },
            perturbed: () => [1, 6],
            check: high =>
            [
                Finding.Equal(Numbers(high()), Numbers(Classes.Where(c => FBetaTable.Rows.Any(row => row[c] >= 0.69)))),
                Finding.Close(0.649, FBetaTable.Rows.SelectMany(row => row).Where(entry => entry < 0.69).Max(), 1e-12),
            ]),

        Claim.Erratum(
            "B39",
            "With 1,000 images a class the mean recall is the test accuracy: the table's is 0.4927, and its predictions sum to 9,975 instead of 10,000.",
            says: "a test accuracy of 49.41 %.",
            "the recalls that rows 0.1 and 10 imply; predictions 1000 R/P",
            formula: () => (Accuracy: 0.4927, Predictions: 9975.0),
            perturbed: () => (Accuracy: 0.4927, Predictions: 10_025.0),
            printed: () => (Accuracy: 0.4941, Predictions: 10_000.0),
            check: table =>
            [
                Finding.Close(table().Accuracy, Classes.Average(c => Solved(c).Recall), 0.0005),
                Finding.Close(table().Predictions, Classes.Sum(c => 1000 * Solved(c).Recall / Solved(c).Precision), 1),
            ],
            margin: 0.001),
    ];

    private static IEnumerable<int> Classes => Enumerable.Range(0, 10);

    private static Lazy<IReadOnlyList<(double Low, double High)?>> LazyIntervals { get; } = new(() => [.. Enumerable.Range(0, 10).Select(FBetaTable.Attainable)]);

    private static IReadOnlyList<(double Low, double High)?> Intervals => LazyIntervals.Value;

    private static double[] Row(int beta) => FBetaTable.Rows[beta];

    private static (double Precision, double Recall) Solved(int label) => Solve(Row(0)[label], Row(2)[label]);

    /// <summary>a + β²b = (1 + β²)/F_β for β = 0.1 and 10, with a = 1/P and b = 1/R.</summary>
    private static (double Precision, double Recall) Solve(double low, double high)
    {
        double first = 1.01 / low, second = 101 / high, b = (second - first) / (100 - 0.01);
        return (1 / (first - (0.01 * b)), 1 / b);
    }

    private static Lazy<IReadOnlyList<Sample>> LazyBatches { get; } = new(() => [.. Classes.Select(AveragedOverBatches)]);

    /// <summary>One class a sample.</summary>
    private static IReadOnlyList<Sample> Batches => LazyBatches.Value;

    /// <summary>F₁ of a class with the implied precision and recall, in each batch of 128 of 10,000 images, then the mean: for ten random orders.</summary>
    private static Sample AveragedOverBatches(int label)
    {
        const int Images = 10_000, Positive = 1000, Batch = 128, Orders = 10;
        int correct = (int)Math.Round(Positive * Solved(label).Recall), wrong = (int)Math.Round(correct / Solved(label).Precision) - correct;
        return Sample.Draw(Orders, turn =>
        {
            int[] order = [.. Enumerable.Range(0, Images)];
            Draws.For("B34").Fold((10 * turn) + (ulong)label).Shuffle(order);
            return order.Chunk(Batch).Average(OfBatch);
        });

        // The first thousand images are of the class, and the first of them are found; of the others the first are mistaken for it.
        double OfBatch(int[] batch)
        {
            double found = batch.Count(image => image < correct), positive = batch.Count(image => image < Positive);
            double predicted = found + batch.Count(image => image >= Positive && image < Positive + wrong);
            return found == 0 ? 0 : 2 * found / (positive + predicted);
        }
    }

    private static IEnumerable<double> Numbers(IEnumerable<int> classes) => classes.Select(c => (double)c);
}
