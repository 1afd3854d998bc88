using Nabla.Networks;
using Nabla.Reports.Live;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Describes the figures of a run in sentences.</summary>
internal static class RunWords
{
    /// <summary>Summarises the run in a few sentences.</summary>
    public static IEnumerable<string> Summary(ReportedRun run)
    {
        if (run.IsPartial)
        {
            foreach (string sentence in PartialWords.Summary(run))
                yield return sentence;
            yield break;
        }

        var result = run.Result;
        if (result.StopReason == StopReason.Diverged && result.Divergence is { } divergence)
            yield return $"The run diverged at step {Figures.Count(divergence.Step)}: {divergence.Tensor} is not finite. A learning rate below {Figures.Rounded(result.Recipe.LearningRate)} may help.";
        else if (result.StopReason == StopReason.Converged)
            yield return $"The run converged after {Figures.Plural(result.Epochs.Count, "epoch", "epochs")}: the optimizer could not lower the loss further.";
        else if (result.StopReason != StopReason.Completed)
            yield return $"The run ended before its last epoch: {Ended(result.StopReason)}.";
        if (run.IsRegression && result is { BestEpoch: { } epoch, TestRmse: { } rmse, TestMae: { } mae })
        {
            yield return $"The model of epoch {Figures.Count(epoch)} predicts “{result.Recipe.Target}” of the test rows with a root mean squared error of {Figures.Rounded(rmse)} and a mean absolute error of {Figures.Rounded(mae)}"
                + (result.TestR2 is { } r2 ? $"; R² is {Figures.Share(r2)}." : ".");
            if (LossCourse(result).TrimStart() is { Length: > 0 } course)
                yield return course;
            yield break;
        }

        if (result is not { BestEpoch: { } best, TestAccuracy: { } accuracy, PerClass: { Count: > 0 } classes })
        {
            yield return "No epoch was completed, so there is no model to test.";
            yield break;
        }

        var (least, most) = Proportion.Interval(accuracy, Examples(result));
        if (run.IsOfTable)
        {
            yield return $"The model of epoch {Figures.Count(best)} classifies {Figures.Percent(accuracy)} of the test rows correctly "
                + $"(95 % confidence interval: {Figures.Percent(least)} to {Figures.Percent(most)}). Always predicting the most frequent class gives {Figures.Percent(LargestShare(result))}.";
            yield return Fit(result, best);
            yield return Extremes(result, classes);
            yield break;
        }

        yield return $"The model of epoch {Figures.Count(best)} classifies {Figures.Percent(accuracy)} of the test images correctly "
            + $"(95 % confidence interval: {Figures.Percent(least)} to {Figures.Percent(most)}). Random guessing gives {Figures.Percent(1.0 / classes.Count)}.";
        yield return Fit(result, best);
        yield return Extremes(result, classes);
    }

    /// <summary>Returns the number of test examples.</summary>
    public static long Examples(RunResult result) => result.ConfusionMatrix?.Sum(row => row.Sum()) ?? 0;

    /// <summary>Returns the noun for an example: "image" or "row".</summary>
    public static string Noun(RunResult result) => result.Recipe.IsTable ? "row" : "image";

    /// <summary>How the run ended, in words: "stopped early".</summary>
    public static string Ended(StopReason reason) => reason == StopReason.EarlyStopped ? "stopped early" : reason.ToString().ToLowerInvariant();

    private static double LargestShare(RunResult result) => (double)result.ConfusionMatrix!.Max(row => row.Sum()) / Math.Max(1, Examples(result));

    /// <summary>Returns the widths of the hidden layers, or that there are none.</summary>
    public static string Hidden(Recipe recipe) => recipe.Hidden.Count == 0 ? "none" : HiddenSizes.Format(recipe.Hidden, ", ");

    /// <summary>Returns the unit of the loss: nats if it is a logarithm of probabilities, null if it has no unit.</summary>
    public static string? LossUnit(Recipe recipe) => recipe.Loss is LossKind.SoftmaxCrossEntropy or LossKind.BinaryCrossEntropy ? "nats" : null;

    /// <summary>Returns a sentence on overfitting.</summary>
    private static string Fit(RunResult result, int best)
    {
        var epoch = result.Epochs[best - 1];
        double training = epoch.TrainAccuracy ?? double.NaN, validation = epoch.ValidationAccuracy ?? double.NaN, gap = training - validation;
        string text = $"In that epoch, training accuracy was {Figures.Percent(training)} and validation accuracy {Figures.Percent(validation)}, "
            + (Math.Abs(gap) < 0.01 ? "a difference of less than 1 percentage point." : Figures.Invariant($"{Math.Abs(100 * gap):F1} percentage points {(gap > 0 ? "lower" : "higher")}."));
        return text + LossCourse(result);
    }

    /// <summary>Returns a sentence on where the validation loss was lowest, if that is informative; otherwise nothing.</summary>
    private static string LossCourse(RunResult result)
    {
        string text = "";
        var last = result.Epochs[^1];
        double lowest = result.Epochs.Min(each => each.ValidationLoss);
        int at = result.Epochs.First(each => each.ValidationLoss.Equals(lowest)).Epoch;
        if (last.ValidationLoss > 1.02 * lowest && last.TrainLoss < result.Epochs[at - 1].TrainLoss)
        {
            text += $" The validation loss was lowest after epoch {Figures.Count(at)} ({Figures.Loss(lowest)}) and then rose to {Figures.Loss(last.ValidationLoss)} while the training loss continued to fall: the model overfits"
                + (last is { TrainAccuracy: { } training, ValidationAccuracy: { } validation } ? $", with {Figures.Percent(training)} training accuracy against {Figures.Percent(validation)} validation accuracy after the last epoch." : ".");
        }
        else if (at == result.Epochs.Count && result.Epochs.Count > 1)
        {
            text += " The validation loss was still falling in the last epoch: more epochs may help.";
        }

        return text;
    }

    private static string Extremes(RunResult result, IReadOnlyList<ClassResult> classes)
    {
        var ordered = classes.OrderByDescending(F1).ToList();
        string best = Figures.Share(F1(ordered[0])), worst = Figures.Share(F1(ordered[^1]));
        string text = best == worst
            ? $"All classes are classified equally well (F1 {best})."
            : $"“{ordered[0].Class}” is classified best (F1 {best}) and “{ordered[^1].Class}” worst ({worst}).";
        return ConfusedPairs.Of(result.ConfusionMatrix!, [.. classes.Select(figures => figures.Class)], 1) is [var pair]
            ? $"{text} The most frequent error is “{pair.Truth}” predicted as “{pair.Predicted}”: {Figures.Plural(pair.Count, "time", "times")}, {Figures.Percent(pair.ShareOfTruth)} of all {Noun(result)}s of that class."
            : text;
    }

    private static double F1(ClassResult figures) => figures.FBeta.GetValueOrDefault("1");
}
