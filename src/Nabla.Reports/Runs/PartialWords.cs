using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Describes the figures of a run in progress.</summary>
internal static class PartialWords
{
    /// <summary>Returns the figures of the run, each with a name and a remark.</summary>
    public static IEnumerable<(string Name, string Value, string Remark)> Facts(ReportedRun run)
    {
        var result = run.Result;
        yield return ("Epochs", Figures.Invariant($"{result.Epochs.Count} of {result.Recipe.Epochs}"), "the run has not ended");
        if (result.BestEpoch is { } best)
        {
            var (figure, text) = run.IsRegression ? ("RMSE", Rmse) : ("accuracy", (Func<EpochResult, string>)Accuracy);
            yield return ($"Validation {figure}", text(result.Epochs[^1]), "after the last of them");
            yield return ("Best epoch so far", Figures.Count(best), $"validation {figure} {text(result.Epochs[best - 1])}");
        }

        if (result.Parameters > 0)
            yield return ("Trained numbers", Figures.Count(result.Parameters), $"hidden layers: {RunWords.Hidden(result.Recipe)}");
        if (result.Epochs.Count > 0)
            yield return ("Training", Figures.Duration(result.TrainingSeconds), $"in {Figures.Plural(result.Steps, "step", "steps")}");
        if (result.SamplesPerSecond > 0)
            yield return ("Speed", Figures.Count(result.SamplesPerSecond), run.IsOfTable ? "training rows in a second" : "images learnt from in a second");
    }

    /// <summary>Summarises the run in a few sentences.</summary>
    public static IEnumerable<string> Summary(ReportedRun run)
    {
        var result = run.Result;
        if (result.BestEpoch is not { } best)
        {
            yield return "The run has begun; none of its epochs has ended yet.";
            yield break;
        }

        var epoch = result.Epochs[best - 1];
        yield return $"The run has not ended: of {Figures.Plural(result.Recipe.Epochs, "epoch", "epochs")} {Figures.Count(result.Epochs.Count)} {(result.Epochs.Count == 1 ? "is" : "are")} done.";
        if (run.IsOfTable)
        {
            yield return $"The network of epoch {Figures.Count(best)} is the best so far: its validation {(run.IsRegression ? $"RMSE is {Rmse(epoch)}" : $"accuracy is {Accuracy(epoch)}")}, its validation loss {Figures.Loss(epoch.ValidationLoss)}. "
                + "The test set is used when the run has ended.";
            yield break;
        }

        yield return $"The network of epoch {Figures.Count(best)} is the best so far: it names {Accuracy(epoch)} of the validation images rightly, "
            + $"with a loss of {Figures.Loss(epoch.ValidationLoss)}. The test images are looked at when the run has ended.";
    }

    private static string Accuracy(EpochResult epoch) => Figures.Percent(epoch.ValidationAccuracy ?? double.NaN);

    private static string Rmse(EpochResult epoch) => Figures.Rounded(epoch.ValidationRmse ?? double.NaN);
}
