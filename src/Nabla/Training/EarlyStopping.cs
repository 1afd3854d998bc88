using System.Globalization;

namespace Nabla.Networks;

/// <summary>Ends a run whose figure no longer improves: the validation figure that <see cref="TrainerOptions.BestBy"/> names, or the training loss.</summary>
/// <remarks>
/// It is a function of the epochs' figures alone, so a run that is resumed stops where it would have stopped. "Better than the best" is
/// better than the best of all epochs before, whether that one counted as an improvement or not: a figure that creeps, each time by less than the
/// least improvement, does stop the run. Keras and PyTorch Lightning compare with the last epoch that counted, and let such a run go on.
/// <para>
/// On validation, an epoch improves if it is better than the best by more than the least improvement, and the run ends after as many epochs
/// without improvement in a row as the patience says. Prechelt, "Early stopping - but when?" 1998.
/// </para>
/// <para>
/// On the training loss, the penalty included, it ends where scikit-learn's MLPClassifier ends with <c>n_iter_no_change</c> = patience and
/// <c>tol</c> = least improvement: an epoch improves if it is better by at least the least improvement, and the run ends after one epoch more
/// without improvement in a row than the patience says.
/// </para>
/// </remarks>
public sealed record EarlyStopping
{
    /// <summary>The rule.</summary>
    /// <param name="patience">Epochs without improvement, in a row; on validation they end the run, on the training loss one more does. At least 1.</param>
    /// <param name="leastImprovement">By how much an epoch must be better to count, in the units of the figure. Finite, at least 0. Default 0: by anything.</param>
    /// <param name="onTrainingLoss">Whether to watch the training loss, not the validation figure. Default false.</param>
    public EarlyStopping(int patience, double leastImprovement = 0, bool onTrainingLoss = false)
    {
        if (patience < 1)
            throw new ArgumentOutOfRangeException(nameof(patience), patience, string.Create(CultureInfo.InvariantCulture, $"Patience is {patience}; it must be at least 1 epoch."));
        if (!double.IsFinite(leastImprovement) || leastImprovement < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(leastImprovement), leastImprovement, string.Create(CultureInfo.InvariantCulture, $"The least improvement is {leastImprovement}; it must be a finite number, at least 0."));
        }

        (Patience, LeastImprovement, OnTrainingLoss) = (patience, leastImprovement, onTrainingLoss);
    }

    /// <summary>Gets the number of epochs in a row without improvement that are allowed.</summary>
    public int Patience { get; }

    /// <summary>By how much an epoch must be better to count.</summary>
    public double LeastImprovement { get; }

    /// <summary>Gets whether the training loss is watched, not the validation figure.</summary>
    public bool OnTrainingLoss { get; }

    /// <summary>Whether the run ends after these epochs.</summary>
    /// <param name="epochs">Those that have ended, in order.</param>
    /// <param name="by">The validation figure that is watched, unless the training loss is.</param>
    public bool IsTime(IReadOnlyList<EpochRecord> epochs, BestBy by)
    {
        return OnTrainingLoss ? WithoutLowerLoss(epochs) > Patience : WithoutImprovement(epochs, by) >= Patience;
    }

    private int WithoutImprovement(IReadOnlyList<EpochRecord> epochs, BestBy by)
    {
        EpochRecord? best = null;
        int without = 0;
        foreach (var epoch in epochs)
        {
            without = best is null || epoch.IsBetterThan(best, by, LeastImprovement) ? 0 : without + 1;
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
            without = -loss >= -lowest + LeastImprovement ? 0 : without + 1;
            lowest = Math.Min(lowest, loss);
        }

        return without;
    }
}
