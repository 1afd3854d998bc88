using System.Globalization;

namespace Nabla.Networks;

/// <summary>Ends a run when a figure no longer improves: the validation metric that <see cref="TrainerOptions.BestBy"/> specifies, or the training loss.</summary>
/// <remarks>
/// The decision depends only on the epochs' figures, so a resumed run stops at the same epoch. The best is the
/// best of all previous epochs, whether or not that one counted as an improvement: a figure that improves slowly, each time by less than the
/// minimum improvement, does stop the run. Keras and PyTorch Lightning compare with the last epoch that counted, and let such a run continue.
/// <para>
/// On validation, an epoch improves if it is better than the best by more than the minimum improvement, and the run ends after <c>Patience</c>
/// consecutive epochs without improvement. Prechelt, "Early stopping - but when?" 1998.
/// </para>
/// <para>
/// On the training loss, penalty included, the rule is that of scikit-learn's MLPClassifier with <c>n_iter_no_change</c> = patience and
/// <c>tol</c> = minimum improvement: an epoch improves if it is better by at least the minimum improvement, and the run ends after one consecutive epoch
/// without improvement more than the patience.
/// </para>
/// </remarks>
/// <param name="Patience">The number of consecutive epochs without improvement that end the run on validation; on the training loss, one more does. At least 1.</param>
/// <param name="MinImprovement">The minimum improvement that counts, in the units of the figure; finite, at least 0.</param>
/// <param name="ByTrainingLoss">Whether to watch the training loss instead of the validation metric.</param>
internal sealed record EarlyStopping(int Patience, double MinImprovement = 0, bool ByTrainingLoss = false)
{
    /// <summary>Returns the rule of a run; null if it does not stop early.</summary>
    public static EarlyStopping? Of(TrainerOptions options) =>
        options.Patience is { } patience ? new(patience, options.MinImprovement, options.StopByTrainingLoss) : null;

    /// <summary>Returns the errors in these options, as sentences.</summary>
    public static IEnumerable<string> Errors(int? patience, double minImprovement, bool stopByTrainingLoss)
    {
        if (patience is < 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"Patience is {patience}; it must be at least 1, or null.");
        if (!double.IsFinite(minImprovement) || minImprovement < 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"MinImprovement is {minImprovement}; it must be a finite number, at least 0.");
        if (stopByTrainingLoss && patience is null)
            yield return "StopByTrainingLoss is true, but Patience is null: give the number of epochs without improvement that end the run.";
    }

    /// <summary>Returns whether the run ends after these epochs.</summary>
    /// <param name="epochs">The completed epochs, in order.</param>
    /// <param name="by">The validation metric to watch, unless the training loss is watched.</param>
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
