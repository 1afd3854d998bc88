using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Describes the figures of a run in progress.</summary>
internal static class PartialWords
{
    /// <summary>Returns the figures of the run, each with a name and a remark.</summary>
    public static IEnumerable<(string Name, string Value, string Remark)> Facts(ReportedRun run)
    {
        var result = run.Result;
        yield return ("Epochs", Figures.Invariant($"{result.Epochs.Count} of {result.Recipe.Epochs}"), "the run is in progress");
        if (result.BestEpoch is { } best)
        {
            var (figure, text) = run.IsRegression ? ("RMSE", Rmse) : ("accuracy", (Func<EpochResult, string>)Accuracy);
            yield return ($"Validation {figure}", text(result.Epochs[^1]), "after the latest epoch");
            yield return ("Best epoch so far", Figures.Count(best), $"validation {figure} {text(result.Epochs[best - 1])}");
        }

        if (result.Parameters > 0)
            yield return ("Trainable parameters", Figures.Count(result.Parameters), $"hidden layers: {RunWords.Hidden(result.Recipe)}");
        if (result.Epochs.Count > 0)
            yield return ("Training time", Figures.Duration(result.TrainingSeconds), $"in {Figures.Plural(result.Steps, "step", "steps")}");
        if (result.SamplesPerSecond > 0)
            yield return ("Throughput", Figures.Count(result.SamplesPerSecond), "samples/s");
    }

    /// <summary>Summarises the run in a few sentences.</summary>
    public static IEnumerable<string> Summary(ReportedRun run)
    {
        var result = run.Result;
        if (result.BestEpoch is not { } best)
        {
            yield return "The run has started; no epoch is complete yet.";
            yield break;
        }

        var epoch = result.Epochs[best - 1];
        yield return $"The run is in progress: {Figures.Count(result.Epochs.Count)} of {Figures.Plural(result.Recipe.Epochs, "epoch", "epochs")} {(result.Epochs.Count == 1 ? "is" : "are")} done.";
        yield return $"The best epoch so far is {Figures.Count(best)}: validation {(run.IsRegression ? $"RMSE {Rmse(epoch)}" : $"accuracy {Accuracy(epoch)}")}, validation loss {Figures.Loss(epoch.ValidationLoss)}. "
            + "The model is tested when the run has ended.";
    }

    private static string Accuracy(EpochResult epoch) => Figures.Percent(epoch.ValidationAccuracy ?? double.NaN);

    private static string Rmse(EpochResult epoch) => Figures.Rounded(epoch.ValidationRmse ?? double.NaN);
}
