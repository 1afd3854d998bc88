using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests;

/// <summary>A regressor learns a number in its own units.</summary>
public sealed class RegressorTests
{
    private static readonly RegressorOptions s_quick = new() { Hidden = [16], Epochs = 60, Threads = 1 };

    [Fact]
    public void A_regressor_predicts_in_the_units_of_the_target()
    {
        var table = SomeTables.Prices(120);
        var regressor = Regressor.Train(table, new() { Threads = 1 });
        var evaluation = regressor.Evaluate(table);
        Assert.True(evaluation.Regression!.R2 > 0.98, $"R2 {evaluation.Regression.R2}");
        Assert.InRange(evaluation.Regression.Rmse, 100, 20_000);
        var predictions = regressor.Predict(table);
        double squares = Enumerable.Range(0, table.RowCount).Sum(row => Math.Pow(predictions[row].Value - table.Target!.NumberAt(row), 2));
        Assert.Equal(Math.Sqrt(squares / table.RowCount), evaluation.Regression.Rmse, 0.5);
        Assert.Equal(evaluation.Regression.R2, evaluation.Score);
        double mean = Enumerable.Range(0, table.RowCount).Average(table.Target!.NumberAt);
        Assert.InRange(regressor.Model.TargetScaling!.Mean[0], 0.9 * mean, 1.1 * mean);
    }

    [Fact]
    public void The_scale_of_the_target_changes_no_decision()
    {
        var table = SomeTables.Prices();
        var large = Scaled(table, 1024);
        var one = Regressor.Train(table, s_quick);
        var other = Regressor.Train(large, s_quick);
        Assert.Equal(one.Training!.BestFingerprint, other.Training!.BestFingerprint);
        Assert.Equal(1024 * one.Predict(table)[0].Value, other.Predict(large)[0].Value, 64f);
        Assert.Equal(1024 * one.Training.Epochs[0].ValidationRmse!.Value, other.Training.Epochs[0].ValidationRmse!.Value, 64.0);
    }

    [Theory]
    [InlineData(0.0, 7.0)]
    [InlineData(1e-30, 1e-30)]
    [InlineData(1e37, -1e37)]
    public void Constant_tiny_and_huge_targets_are_learned(double slope, double offset)
    {
        var table = Table.FromArrays([.. Enumerable.Range(0, 40).Select(i => new[] { (float)i })], [.. Enumerable.Range(0, 40).Select(i => offset + (slope * (i % 2)))]);
        var predictions = Regressor.Train(table, s_quick).Predict(table);
        Assert.All(predictions, prediction => Assert.InRange(prediction.Value, offset - Math.Max(0.7, 2 * Math.Abs(slope)), offset + Math.Max(0.7, 2 * Math.Abs(slope))));
    }

    [Fact]
    public void Outliers_matter_less_to_the_absolute_error()
    {
        var key = new RandomKey(4);
        double[] values = [.. Enumerable.Range(0, 60).Select(i => i % 10 == 0 ? 1000 : key.Normal((ulong)i))];
        var table = Table.FromArrays([.. Enumerable.Range(0, 60).Select(i => new[] { key.Fold(1).Normal((ulong)i) })], values);
        Assert.True(MeanOf(new MeanAbsoluteError()) < 0.6 * MeanOf(new MeanSquaredError()));

        double MeanOf(Loss loss) => Math.Abs(Regressor.Train(table, s_quick with { Hidden = [], Loss = loss, Epochs = 300, ValidationFraction = 0 }).Predict(table).Average(prediction => prediction.Value));
    }

    [Fact]
    public void What_cannot_be_learned_is_named()
    {
        Assert.Equal(
            "flowers: the target \"species\" contains text such as \"rose\"; a regressor requires numbers. Use a classifier, or name another target.",
            Assert.Throws<InvalidDataException>(() => Regressor.Train(SomeTables.Flowers())).Message);
        Assert.Equal("prices has no rows to train on.", Assert.Throws<InvalidDataException>(() => Regressor.Train(SomeTables.Prices().Take([]))).Message);
        Assert.Throws<InvalidOperationException>(() => Regressor.Train(SomeTables.Prices().WithTarget(null)));
        Assert.Throws<ArgumentNullException>("table", () => Regressor.Train(null!));
    }

    [Fact]
    public void One_row_and_two_rows_are_learned()
    {
        var table = SomeTables.Prices();
        Assert.Equal(table.Target!.NumberAt(0), Regressor.Train(table.Take([0]), s_quick).Predict(table.Take([0]))[0].Value, 3000.0);
        Assert.Equal(2, Regressor.Train(table.Take([0, 1]), s_quick).Predict(table.Take([0, 1])).Count);
    }

    [Fact]
    public void A_file_of_classes_is_no_regressor()
    {
        using var folder = new Testing.TemporaryFolder();
        Classifier.Train(SomeTables.Points(), new() { Hidden = [2], Epochs = 1 }).Save(folder["m"]);
        Assert.Equal($"{folder["m"]} holds a model that predicts classes; load it with Classifier.Load.", Assert.Throws<InvalidDataException>(() => Regressor.Load(folder["m"])).Message);
    }

    private static Table Scaled(Table table, double factor) => Table.FromColumns(
        [.. table.Features, Column.Numeric("price", Enumerable.Range(0, table.RowCount).Select(row => factor * table.Target!.NumberAt(row)))], "price");
}
