namespace Nabla.Reports.Runs;

/// <summary>Says what the figures of a run say that has not ended.</summary>
internal static class PartialWords
{
    /// <summary>The run in figures, each with a name and a remark.</summary>
    public static IEnumerable<(string Name, string Value, string Remark)> Facts(ReportedRun run)
    {
        var result = run.Result;
        yield return ("Epochs", Figures.Invariant($"{result.Epochs.Count} of {result.Recipe.Epochs}"), "the run has not ended");
        if (result.BestEpoch is { } best)
        {
            yield return ("Validation accuracy", Figures.Percent(result.Epochs[^1].ValidationAccuracy), "after the last of them");
            yield return ("Best epoch so far", Figures.Count(best), $"validation accuracy {Figures.Percent(result.Epochs[best - 1].ValidationAccuracy)}");
        }

        if (result.Parameters > 0)
            yield return ("Trained numbers", Figures.Count(result.Parameters), $"hidden layers: {RunWords.Hidden(result.Recipe)}");
        if (result.Epochs.Count > 0)
            yield return ("Training", Figures.Duration(result.TrainingSeconds), $"in {Figures.Plural(result.Steps, "step", "steps")}");
        if (result.SamplesPerSecond > 0)
            yield return ("Speed", Figures.Count(result.SamplesPerSecond), "images learnt from in a second");
    }

    /// <summary>The run in a few sentences.</summary>
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
        yield return $"The network of epoch {Figures.Count(best)} is the best so far: it names {Figures.Percent(epoch.ValidationAccuracy)} of the validation images rightly, "
            + $"with a loss of {Figures.Loss(epoch.ValidationLoss)}. The test images are looked at when the run has ended.";
    }
}
