using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the summary at the end of a run: the results and the files.</summary>
internal static class RunSummary
{
    private const int ShortFingerprint = 16;

    public static void Write(IAnsiConsole console, RunResult result, string directory, bool withReport)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]{result.Name}[/]");
        console.WriteLine();
        if (result.BestEpoch is { } best)
        {
            FactList.Write(
                console,
                [
                    .. result.TestAccuracy is { } accuracy ? [("test accuracy", Figures.Percent(accuracy))] : RegressionFacts.Of(result.TestRmse, result.TestMae, result.TestR2, "test "),
                    ("test loss", result.TestLoss is { } loss ? Figures.Loss(loss) : "not a finite number"),
                    ("best epoch", $"{best} of {result.Epochs.Count}{Ending(result.StopReason)}, {Validation(result.Epochs[best - 1])}"),
                    ("parameters", Figures.Count(result.Parameters)),
                    ("training", $"{Figures.Duration(TimeSpan.FromSeconds(result.TrainingSeconds))}, {Figures.Count(result.SamplesPerSecond)} samples/s"),
                    ("fingerprint", result.BestFingerprint[..ShortFingerprint]),
                ]);
            if (result.PerClass is { } classes)
                ClassTable.Write(console, classes);
        }
        else
        {
            console.WriteLine("  No epoch was completed, so there is no model to test.");
            console.WriteLine();
        }

        WriteFiles(console, result, directory, withReport);
    }

    private static string Validation(EpochResult epoch) => epoch.ValidationAccuracy is { } accuracy
        ? $"with a validation accuracy of {Figures.Percent(accuracy)}"
        : $"with a validation RMSE of {(epoch.ValidationRmse is { } rmse ? Figures.Rounded(rmse) : "not a finite number")}";

    private static string Ending(StopReason reason) => reason switch
    {
        StopReason.EarlyStopped => ", stopped early",
        StopReason.Converged => ", converged",
        _ => "",
    };

    /// <summary>Prints paths without line breaks, so that they can be copied.</summary>
    private static void WriteFiles(IAnsiConsole console, RunResult result, string directory, bool withReport)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"  {directory}{Path.DirectorySeparatorChar}");
        if (withReport)
            writer.WriteLine($"    {RunDirectory.ReportFileName}        charts, confusion matrix and examples; open in a browser");
        if (result.BestEpoch is not null)
            writer.WriteLine($"    {RunDirectory.ModelFileName}  network of the best epoch");
        writer.WriteLine($"    {RunDirectory.ResultFileName}        all metrics, as JSON");
        writer.WriteLine($"    {RunDirectory.EpochsFileName}         metrics of every epoch");
        writer.WriteLine($"    {RunDirectory.LayersFileName}         norms and dead units of every layer");
        writer.WriteLine($"    {RunDirectory.StepsFileName}          loss of every step");
        writer.WriteLine($"    {RunDirectory.RecipeFileName}        reproduces this run");
    }
}
