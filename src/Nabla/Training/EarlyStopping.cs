using System.Globalization;

namespace Nabla.Training;

/// <summary>Ends a run whose validation figure no longer improves.</summary>
/// <remarks>
/// An epoch improves on the best one before it if it is better by more than the least improvement. The run ends after as many epochs in a row
/// as the patience allows have not improved. It is a function of the epochs' figures alone, so a run that goes on from a checkpoint stops where
/// it would have stopped. Prechelt, "Early stopping - but when?" 1998.
/// </remarks>
public sealed record EarlyStopping
{
    /// <summary>The rule.</summary>
    /// <param name="patience">Epochs without improvement that end the run. At least 1.</param>
    /// <param name="leastImprovement">By how much an epoch must be better to count, in the units of the figure. Finite, at least 0. Default 0: by anything.</param>
    public EarlyStopping(int patience, double leastImprovement = 0)
    {
        if (patience < 1)
            throw new ArgumentOutOfRangeException(nameof(patience), patience, string.Create(CultureInfo.InvariantCulture, $"Patience is {patience}; it must be at least 1 epoch."));
        if (!double.IsFinite(leastImprovement) || leastImprovement < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(leastImprovement), leastImprovement, string.Create(CultureInfo.InvariantCulture, $"The least improvement is {leastImprovement}; it must be a finite number, at least 0."));
        }

        (Patience, LeastImprovement) = (patience, leastImprovement);
    }

    /// <summary>Epochs without improvement that end the run.</summary>
    public int Patience { get; }

    /// <summary>By how much an epoch must be better to count.</summary>
    public double LeastImprovement { get; }

    /// <summary>Whether the run ends after these epochs.</summary>
    /// <param name="epochs">Those that have ended, in order.</param>
    /// <param name="by">The figure that is watched.</param>
    public bool IsTime(IReadOnlyList<EpochRecord> epochs, BestBy by)
    {
        double best = double.NegativeInfinity;
        int waited = 0;
        foreach (var epoch in epochs)
        {
            double figure = epoch.Merit(by);
            waited = figure > best + LeastImprovement ? 0 : waited + 1;
            best = waited == 0 ? figure : best;
        }

        return waited >= Patience;
    }
}
