using System.Net;
using System.Text.RegularExpressions;
using Nabla.Networks;
using Nabla.Reports.Live;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests;

/// <summary>Reports of runs on tables: features in place of images, and predictions of a regression.</summary>
public sealed partial class TableReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_regression_shows_predicted_against_true_values_and_residuals()
    {
        var (result, run) = Train(SmallTables.Values(), "price");

        Assert.Equal(24, run.Predictions.Count);
        Assert.Equal(result.TestRmse!.Value, Math.Sqrt(run.Predictions.Average(value => (value.Prediction - value.Truth) * (value.Prediction - value.Truth))), 1e-4 * result.TestRmse.Value);
        Assert.Equal([("width", "numeric", 1), ("height", "numeric", 1), ("kind", "categorical", 1)], run.Features.Select(feature => (feature.Name, feature.Kind, feature.Inputs)));
        string html = WebUtility.HtmlDecode(RunReport.Render(run));
        foreach (string part in new[] { "Predicted against true", "Residuals", "Validation RMSE per epoch", "Test R²", "predicts “price” of the test rows", "2 categories: flat, house" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        foreach (string part in new[] { "Incorrect predictions", "First-layer weights", "Confusion matrix", "Accuracy per epoch", "NaN" })
            Assert.DoesNotContain(part, Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("image", Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public void A_classification_shows_what_it_confuses_and_its_features()
    {
        var (_, run) = Train(SmallTables.Classes(), "side");
        string html = RunReport.Render(run);
        foreach (string part in new[] { "Confusion matrix", "Metrics by class", "Features", "classifies", "of the test rows correctly", "has missing values", "Accuracy per epoch" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        foreach (string part in new[] { "image", "Incorrect predictions", "Residuals" })
            Assert.DoesNotContain(part, Text(html), StringComparison.Ordinal);
        Assert.Empty(run.Predictions);
    }

    /// <summary>The report of a run that was just trained is the one that is read from its directory later.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void The_test_set_at_hand_gives_the_predictions_that_the_files_give(double scale)
    {
        var recipe = new Recipe { Data = _folder.Write("table.csv", SmallTables.Values()), Target = "price", Epochs = 2, Hidden = [8], InputScale = scale };
        using var start = RunStart.Decide(recipe, new RunOptions { OutputDirectory = _folder["run"] });
        using var prepared = RunPreparation.Prepare(start, new RunOptions(), TestContext.Current.CancellationToken);
        RunSaving.Save(start, prepared, RunTraining.Train(start, prepared, new RunOptions(), TestContext.Current.CancellationToken));
        var fromFiles = RunReader.Read(_folder["run"], new ReportOptions()).Predictions;
        var atHand = RunReader.Read(_folder["run"], new ReportOptions { Test = prepared.Splits.Test.Dataset }).Predictions;
        Assert.All(fromFiles.Zip(atHand), pair => Assert.Equal(pair.First.Prediction, pair.Second.Prediction, 1e-3));
        Assert.NotEmpty(atHand);
    }

    [Fact]
    public void Without_its_file_a_regression_says_why_there_are_no_predictions()
    {
        Train(SmallTables.Values(), "price");
        File.Delete(_folder["table.csv"]);
        string html = RunReport.Render(RunReader.Read(_folder["run"], new ReportOptions()));
        Assert.Contains("The test set could not be loaded:", html, StringComparison.Ordinal);
        Assert.Contains("Features", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_a_run_that_goes_on_shows_the_best_epoch_by_the_recipe()
    {
        var watched = new WatchedTraining(new Recipe { Data = "a.csv", Target = "price", Task = TaskKind.Regression });
        foreach (var (epoch, rmse) in new[] { (1, 30.5), (2, 20.5), (3, 25.5) })
            watched.OnEpoch(new EpochRecord(epoch, epoch, 1, null, rmse / 100, null, TimeSpan.FromSeconds(1)) { ValidationRmse = rmse, ValidationMae = 10, ValidationR2 = 0.5 });
        Assert.Equal(2, watched.State.Run.Result.BestEpoch);
        string html = RunReport.Render(watched.State.Run);
        Assert.Contains("validation RMSE 20.5", html, StringComparison.Ordinal);
        Assert.DoesNotContain("image", Text(html), StringComparison.Ordinal);
    }

    private (RunResult Result, ReportedRun Run) Train(string table, string target)
    {
        var recipe = new Recipe { Data = _folder.Write("table.csv", table), Target = target, Epochs = 3, Hidden = [8] };
        var result = Run.Execute(recipe, new RunOptions { OutputDirectory = _folder["run"] }, TestContext.Current.CancellationToken);
        return (result, RunReader.Read(_folder["run"], new ReportOptions()));
    }

    private static string Text(string html) => Tag().Replace(Style().Replace(html, ""), " ");

    [GeneratedRegex("<style>.*</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
