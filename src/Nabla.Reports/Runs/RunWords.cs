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
            yield return $"The run converged after {Figures.Plural(result.Epochs.Count, "epoch", "epochs")}: the optimizer found nothing more to lower.";
        else if (result.StopReason != StopReason.Completed)
            yield return $"The run ended before its last epoch: {result.StopReason.ToString().ToLowerInvariant()}.";
        if (run.IsRegression && result is { BestEpoch: { } epoch, TestRmse: { } rmse, TestMae: { } mae })
        {
            yield return $"The network of epoch {Figures.Count(epoch)} predicts “{result.Recipe.Target}” of the test rows with a root mean squared error of {Figures.Rounded(rmse)} and a mean absolute error of {Figures.Rounded(mae)}"
                + (result.TestR2 is { } r2 ? $"; R² is {Figures.Share(r2)}." : ".");
            if (LossCourse(result).TrimStart() is { Length: > 0 } course)
                yield return course;
            yield break;
        }

        if (result is not { BestEpoch: { } best, TestAccuracy: { } accuracy, PerClass: { Count: > 0 } classes })
        {
            yield return "No epoch ended, so there is no model to test.";
            yield break;
        }

        var (least, most) = Proportion.Interval(accuracy, Examples(result));
        if (run.IsOfTable)
        {
            yield return $"The network of epoch {Figures.Count(best)} classifies {Figures.Percent(accuracy)} of the test rows correctly; rows of the same kind would give "
                + $"between {Figures.Percent(least)} and {Figures.Percent(most)} (95 % confidence). The most frequent class has {Figures.Percent(LargestShare(result))} of them.";
            yield return Fit(result, best);
            yield return Extremes(result, classes);
            yield break;
        }

        yield return $"The network of epoch {Figures.Count(best)} names {Figures.Percent(accuracy)} of the test images rightly; images of the same kind would give "
            + $"between {Figures.Percent(least)} and {Figures.Percent(most)} (95 % confidence). Guessing would name {Figures.Percent(1.0 / classes.Count)}.";
        yield return Fit(result, best);
        yield return Extremes(result, classes);
    }

    /// <summary>Returns the number of test examples.</summary>
    public static long Examples(RunResult result) => result.ConfusionMatrix?.Sum(row => row.Sum()) ?? 0;

    /// <summary>Returns the noun for an example: "image" or "row".</summary>
    public static string Noun(RunResult result) => result.Recipe.IsTable ? "row" : "image";

    /// <summary>"an image", "a row".</summary>
    public static string Each(RunResult result) => result.Recipe.IsTable ? "a row" : "an image";

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
        string images = $"{Noun(result)}s";
        string text = $"In that epoch it was right on {Figures.Percent(training)} of the training {images} as it met them, and then on {Figures.Percent(validation)} of the validation {images}: "
            + (Math.Abs(gap) < 0.01 ? "the two hardly differ." : Figures.Invariant($"{Math.Abs(100 * gap):F1} points {(gap > 0 ? "fewer" : "more")}."));
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
            text += $" The validation loss was lowest after epoch {Figures.Count(at)} ({Figures.Loss(lowest)}) and rose to {Figures.Loss(last.ValidationLoss)} while the training loss still fell: "
                + (result.Recipe.IsTable ? "from there on the network overfits." : "from there on the network learnt its training images by heart.");
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
        string text = $"It tells “{ordered[0].Class}” best (F1 {Figures.Share(F1(ordered[0]))}) and “{ordered[^1].Class}” worst ({Figures.Share(F1(ordered[^1]))}).";
        return ConfusedPairs.Of(result.ConfusionMatrix!, [.. classes.Select(figures => figures.Class)], 1) is [var pair]
            ? $"{text} Its most frequent mistake is to take “{pair.Truth}” for “{pair.Predicted}”: {Figures.Plural(pair.Count, "time", "times")}, {Figures.Percent(pair.ShareOfTruth)} of all {Noun(result)}s of that class."
            : text;
    }

    private static double F1(ClassResult figures) => figures.FBeta.GetValueOrDefault("1");
}
