using System.Globalization;

using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests;

/// <summary>Scores of folds, their mean and its interval, against numbers computed by hand.</summary>
public sealed class CrossValidationTests
{
    private static readonly RegressorOptions s_linear = new() { Hidden = [], Epochs = 30, Threads = 1 };

    [Fact]
    public void Mean_deviation_and_interval_are_those_of_the_scores()
    {
        var result = CrossValidation.Run(SomeTables.Prices(), rows => Regressor.Train(rows, s_linear), folds: 4, repeats: 2);
        var scores = result.Scores;
        Assert.Equal(8, scores.Count);
        Assert.Equal(scores, result.Evaluations.Select(evaluation => evaluation.Regression!.R2));
        double mean = scores.Sum() / 8, deviation = Math.Sqrt(scores.Sum(score => Math.Pow(score - mean, 2)) / 7);
        Assert.Equal(mean, result.Mean, 12);
        Assert.Equal(deviation, result.StandardDeviation, 12);
        Assert.True(deviation > 0);

        // t(7) = 2.365; 1/8 + 1/3.
        double half = 2.365 * deviation * Math.Sqrt(0.125 + (1.0 / 3));
        Assert.Equal((mean - half, mean + half), (result.Interval.Lower, result.Interval.Upper), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-12);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{mean:0.000} ± {deviation:0.000} (mean and standard deviation of 8 folds)"), result.ToString());
    }

    [Fact]
    public void Two_folds_have_the_interval_computed_by_hand()
    {
        // A model that says "yes" for every row: the share of "yes" in each fold is its score, 3/4 and 1/4 here.
        var model = Classifier.Train(SomeTables.Points(), new() { Hidden = [2], Epochs = 1, Threads = 1 }).Model;
        model.Network.Parameters.All[^1].Value[0, 1] = 1000;
        var table = Table.FromColumns(
            [Column.Numeric("x0", new double[8]), Column.Numeric("x1", new double[8]), Column.Categorical("g", ["a", "a", "a", "a", "b", "b", "b", "b"]).As(ColumnKind.Ignored), Column.Categorical("target", ["yes", "yes", "yes", "no", "no", "no", "no", "yes"])],
            "target");
        var result = CrossValidation.Run(table, _ => Predictor.From(model), folds: 2, groups: "g");
        Assert.Equal([0.25, 0.75], result.Scores.Order());
        Assert.Equal(0.5, result.Mean);
        Assert.Equal(0.353553, result.StandardDeviation, 1e-6);

        // 12.706 · 0.353553 · √(1/2 + 1/1)
        Assert.Equal(0.5 + 5.50188, result.Interval.Upper, 1e-4);
        Assert.Equal(0.5 - 5.50188, result.Interval.Lower, 1e-4);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(Scores(1), Scores(1));
        Assert.NotEqual(Scores(1), Scores(2));
        static IReadOnlyList<double> Scores(ulong seed) => CrossValidation.Run(SomeTables.Prices(), rows => Regressor.Train(rows, s_linear), 3, seed: seed).Scores;
    }

    [Fact]
    public void What_cannot_be_run_is_refused()
    {
        var table = SomeTables.Prices(6);
        Assert.StartsWith("Got -1 folds; expected at least 2.", Message(-1), StringComparison.Ordinal);
        Assert.StartsWith("prices has 6 rows, fewer than the 7 folds; use at most 6 folds.", Message(7), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("repeats", () => CrossValidation.Run(table, rows => Regressor.Train(rows), repeats: 0));
        Assert.Throws<ArgumentNullException>("train", () => CrossValidation.Run(table, null!));
        Assert.Throws<InvalidOperationException>(() => CrossValidation.Run(table.WithTarget(null), rows => Regressor.Train(rows)));

        string Message(int folds) => Assert.ThrowsAny<ArgumentException>(() => CrossValidation.Run(table, rows => Regressor.Train(rows, s_linear), folds)).Message;
    }
}
