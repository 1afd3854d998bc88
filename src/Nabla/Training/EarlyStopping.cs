using System.Globalization;

namespace Nabla.Networks;

/// <summary>Ends a run whose figure no longer improves: the validation figure that <see cref="TrainerOptions.BestBy"/> names, or the training loss.</summary>
/// <remarks>
/// It is a function of the epochs' figures alone, so a run that is resumed stops where it would have stopped. "Better than the best" is
/// better than the best of all epochs before, whether that one counted as an improvement or not: a figure that creeps, each time by less than the
/// minimum improvement, does stop the run. Keras and PyTorch Lightning compare with the last epoch that counted, and let such a run go on.
/// <para>
/// On validation, an epoch improves if it is better than the best by more than the minimum improvement, and the run ends after as many epochs
/// without improvement in a row as the patience says. Prechelt, "Early stopping - but when?" 1998.
/// </para>
/// <para>
/// On the training loss, the penalty included, it ends where scikit-learn's MLPClassifier ends with <c>n_iter_no_change</c> = patience and
/// <c>tol</c> = minimum improvement: an epoch improves if it is better by at least the minimum improvement, and the run ends after one epoch more
/// without improvement in a row than the patience says.
/// </para>
/// </remarks>
/// <param name="Patience">Epochs without improvement, in a row; on validation they end the run, on the training loss one more does. At least 1.</param>
/// <param name="MinImprovement">By how much an epoch must be better to count, in the units of the figure. Finite, at least 0.</param>
/// <param name="ByTrainingLoss">Whether to watch the training loss, not the validation figure.</param>
internal sealed record EarlyStopping(int Patience, double MinImprovement = 0, bool ByTrainingLoss = false)
{
    /// <summary>The rule of a run; null if it does not stop early.</summary>
    public static EarlyStopping? Of(TrainerOptions options) =>
        options.Patience is { } patience ? new(patience, options.MinImprovement, options.StopByTrainingLoss) : null;

    /// <summary>What is wrong with the options of these names, as sentences.</summary>
    public static IEnumerable<string> Errors(int? patience, double minImprovement, bool stopByTrainingLoss)
    {
        if (patience is < 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"Patience is {patience}; it must be at least 1, or null.");
        if (!double.IsFinite(minImprovement) || minImprovement < 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"MinImprovement is {minImprovement}; it must be a finite number, at least 0.");
        if (stopByTrainingLoss && patience is null)
            yield return "StopByTrainingLoss is true, but Patience is null: give the number of epochs without improvement that end the run.";
    }

    /// <summary>Whether the run ends after these epochs.</summary>
    /// <param name="epochs">Those that have ended, in order.</param>
    /// <param name="by">The validation figure that is watched, unless the training loss is.</param>
    public bool IsDue(IReadOnlyList<EpochRecord> epochs, BestBy by)
    {
        return ByTrainingLoss ? WithoutLowerLoss(epochs) > Patience : WithoutImprovement(epochs, by) >= Patience;
    }

    private int WithoutImprovement(IReadOnlyList<EpochRecord> epochs, BestBy by)
    {
        EpochRecord? best = null;
        int without = 0;
        foreach (var epoch in epochs)
        {
            without = best is null || epoch.IsBetterThan(best, by, MinImprovement) ? 0 : without + 1;
            if (best is null || epoch.IsBetterThan(best, by))
                best = epoch;
        }

        return without;
    }

    private int WithoutLowerLoss(IReadOnlyList<EpochRecord> epochs)
    {
        double lowest = double.PositiveInfinity;
        int without = 0;
        foreach (var epoch in epochs)
        {
            double loss = epoch.TrainLoss + epoch.Penalty;
            without = -loss >= -lowest + MinImprovement ? 0 : without + 1;
            lowest = Math.Min(lowest, loss);
        }

        return without;
    }
}
