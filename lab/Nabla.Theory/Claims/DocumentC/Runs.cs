using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>What the document says about its training runs (sections 1.2.1, 1.2.2 and 1.4). It prints curves, and no figures.</summary>
internal static class Runs
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Reported(
            "C44",
            "Validation accuracy stays below training accuracy, because the network overfits.",
            "XC1", "a linear classifier with 60 inputs, 300 steps: its gap exceeds 5 standard errors after 40 samples, and not after 500",
            formula: (Overfitting run) => run.TrainingAccuracy - run.ValidationAccuracy,
            perturbed: run => run.ValidationAccuracy - run.TrainingAccuracy,
            check: gap => [Finding.True(gap(Plain) > 5 * Plain.GapError), Finding.True(Math.Abs(gap(Ample)) < 5 * Ample.GapError)]),

        Claim.Reported(
            "C45",
            "Early stopping and dropout narrow the gap between validation and training loss.",
            "XC2", "a linear classifier of 40 samples with 60 inputs, 300 steps: the gap where validation loss is least, and with half of the inputs dropped, against the gap at the end",
            formula: (double[] validation) => Array.IndexOf(validation, validation.Min()),
            perturbed: validation => validation.Length - 1,
            check: epoch =>
            {
                var (plain, dropped) = (Plain, Overfitting.Run(samples: 40, dropout: 0.5));
                return
                [
                    Finding.True(plain.Gap(epoch(plain.Validation)) < 0.5 * plain.Gap(plain.Validation.Length - 1)),
                    Finding.True(dropped.Gap(dropped.Validation.Length - 1) < plain.Gap(plain.Validation.Length - 1)),
                ];
            }),

        Claim.Holds(
            "C53",
            "One run cannot decide which of two networks is better: the difference of two means of n runs with deviation σ over seeds has a standard error of σ√(2/n), which three runs can estimate and one cannot.",
            "100,000 differences of means of three normal numbers, of equal expectation; one run's deviation is 0/0",
            formula: (double deviation, int runs) => deviation * Math.Sqrt(2.0 / runs),
            perturbed: (deviation, runs) => deviation * Math.Sqrt(2) / runs,
            check: error =>
            {
                var key = Draws.For("C53");
                var differences = Sample.Draw(100_000, draw => 0.005 * (Mean(key, draw) - Mean(key.Fold(1), draw)));
                return
                [
                    differences.CheckVariance(Math.Pow(error(0.005, 3), 2)), differences.CheckMean(0),
                    Finding.True(double.IsNaN(Deviation([0.5]))),
                ];
            }),

        Claim.Reported(
            "C54",
            "Error bars are two standard deviations over the runs of seeds 1, 2 and 3 (of the sample, with n − 1; the document does not say).",
            "XC4", "0.49, 0.50, 0.53 by hand: mean 0.506667, deviation 0.020817",
            formula: (double[] runs) => 2 * Deviation(runs),
            perturbed: runs => 2 * Deviation(runs) * Math.Sqrt((runs.Length - 1.0) / runs.Length),
            check: bar => [Finding.Close(bar([0.49, 0.50, 0.53]), 2 * Math.Sqrt(0.001300 / 3), 1e-12), Finding.Close(bar([0.49, 0.50, 0.53]), 0.041633, 1e-6)]),
    ];

    private static Lazy<Overfitting> LazyPlain { get; } = new(() => Overfitting.Run(samples: 40, dropout: 0));

    private static Lazy<Overfitting> LazyAmple { get; } = new(() => Overfitting.Run(samples: 500, dropout: 0));

    /// <summary>Fewer samples than inputs.</summary>
    private static Overfitting Plain => LazyPlain.Value;

    /// <summary>Many more samples than inputs.</summary>
    private static Overfitting Ample => LazyAmple.Value;

    private static double Mean(Networks.RandomKey key, ulong draw) => (key.Normal(3 * draw) + key.Normal((3 * draw) + 1) + key.Normal((3 * draw) + 2)) / 3.0;

    private static double Deviation(double[] runs) => Math.Sqrt(runs.Sum(run => Math.Pow(run - runs.Average(), 2)) / (runs.Length - 1));
}
