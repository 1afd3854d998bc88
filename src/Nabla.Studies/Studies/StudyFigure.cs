namespace Nabla.Studies;

/// <summary>A figure that a study extracts from each of its runs.</summary>
/// <param name="Name">The name in <c>study.json</c>.</param>
/// <param name="Description">The description.</param>
/// <param name="Of">Extracts the figure from a run's result; null if the run does not have it.</param>
/// <remarks>
/// Training figures are means over an epoch, each example evaluated before its batch's update, so those of the first epoch are below the
/// network's performance at its end; validation figures are those at the end of the epoch.
/// </remarks>
public sealed record StudyFigure(string Name, string Description, Func<RunResult, double?> Of)
{
    /// <summary>The name of the best epoch's accuracy on the test set.</summary>
    public const string TestAccuracy = "testAccuracy";

    /// <summary>The name of the best epoch's accuracy on the validation split.</summary>
    public const string ValidationAccuracy = "validationAccuracy";

    /// <summary>The name of the mean fraction of dead units after the last epoch, from the run's <c>layers.csv</c>.</summary>
    public const string DeadShare = "deadShare";

    /// <summary>Gets all figures, in the order in which they are written.</summary>
    public static IReadOnlyList<StudyFigure> All { get; } =
    [
        new(TestAccuracy, "accuracy of the best epoch on the test set", run => run.TestAccuracy),
        new("testRmse", "root mean squared error of the best epoch on the test set", run => run.TestRmse),
        new("testMae", "mean absolute error of the best epoch on the test set", run => run.TestMae),
        new("testR2", "coefficient of determination of the best epoch on the test set", run => run.TestR2),
        new("testLoss", "loss of the best epoch on the test set", run => run.TestLoss),
        new("bestEpoch", "the best epoch", run => run.BestEpoch),
        new(ValidationAccuracy, "validation accuracy of the best epoch", run => Best(run)?.ValidationAccuracy),
        new("validationLoss", "validation loss of the best epoch", run => Best(run)?.ValidationLoss),
        new("trainAccuracy", "training accuracy of the best epoch", run => Best(run)?.TrainAccuracy),
        new("gap", "training minus validation accuracy of the best epoch", run => Gap(Best(run))),
        new("firstTrainLoss", "training loss of the first epoch", run => First(run)?.TrainLoss),
        new("firstTrainAccuracy", "training accuracy of the first epoch", run => First(run)?.TrainAccuracy),
        new("firstValidationLoss", "validation loss after the first epoch", run => First(run)?.ValidationLoss),
        new("firstValidationAccuracy", "validation accuracy after the first epoch", run => First(run)?.ValidationAccuracy),
        new("lastTrainLoss", "training loss of the last epoch", run => Last(run)?.TrainLoss),
        new("lastTrainAccuracy", "training accuracy of the last epoch", run => Last(run)?.TrainAccuracy),
        new("lastValidationLoss", "validation loss after the last epoch", run => Last(run)?.ValidationLoss),
        new("lastValidationAccuracy", "validation accuracy after the last epoch", run => Last(run)?.ValidationAccuracy),
        new("lastGap", "training minus validation accuracy of the last epoch", run => Gap(Last(run))),
        new("peakValidationAccuracy", "highest validation accuracy of all epochs", run => run.Epochs.Count == 0 ? null : run.Epochs.Max(epoch => epoch.ValidationAccuracy)),
        new("leastValidationLoss", "lowest validation loss of all epochs", run => run.Epochs.Count == 0 ? null : run.Epochs.Min(epoch => epoch.ValidationLoss)),
        new("leastValidationLossEpoch", "the epoch with the lowest validation loss", run => run.Epochs.MinBy(epoch => epoch.ValidationLoss)?.Epoch),
        new("validationFalls", "sum of all decreases of validation accuracy from one epoch to the next: 0 for a curve that only rises",
            run => run.Epochs.Any(epoch => epoch.ValidationAccuracy is null)
                ? null
                : run.Epochs.Zip(run.Epochs.Skip(1), (before, after) => Math.Max(0, before.ValidationAccuracy!.Value - after.ValidationAccuracy!.Value)).Sum()),
        new("epochs", "number of epochs", run => run.Epochs.Count),
        new("trainingSeconds", "time in optimisation steps", run => run.TrainingSeconds),
    ];

    /// <summary>Gets all names of figures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(figure => figure.Name), DeadShare];

    /// <summary>Returns whether a figure is a fraction of examples or of units, to be shown in per cent.</summary>
    public static bool IsShare(string name) => name.EndsWith("ccuracy", StringComparison.Ordinal) || name is "gap" or "lastGap" or "validationFalls" or DeadShare;

    /// <summary>Returns whether a figure counts epochs or seconds, to be shown with few digits; a figure that is neither fraction nor count is a loss.</summary>
    public static bool IsCount(string name) => name.EndsWith("poch", StringComparison.Ordinal) || name is "epochs" or "trainingSeconds";

    /// <summary>Returns a figure's name as words: "test accuracy".</summary>
    public static string InWords(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"))
            .Replace("train ", "training ", StringComparison.Ordinal).Replace("least ", "lowest ", StringComparison.Ordinal)
            .Replace("rmse", "RMSE", StringComparison.Ordinal).Replace("mae", "MAE", StringComparison.Ordinal).Replace("r2", "R²", StringComparison.Ordinal);

    private static EpochResult? Best(RunResult run) => run.BestEpoch is { } best ? run.Epochs[best - 1] : null;

    private static EpochResult? First(RunResult run) => run.Epochs.Count == 0 ? null : run.Epochs[0];

    private static EpochResult? Last(RunResult run) => run.Epochs.Count == 0 ? null : run.Epochs[^1];

    private static double? Gap(EpochResult? epoch) => epoch is null ? null : epoch.TrainAccuracy - epoch.ValidationAccuracy;
}
