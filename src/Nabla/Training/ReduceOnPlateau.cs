namespace Nabla.Networks;

/// <summary>The rate falls by a factor whenever validation has not become better for some epochs.</summary>
/// <remarks>
/// An epoch is better if its loss is below best · (1 − threshold), or its accuracy above best · (1 + threshold). More than <see cref="Patience"/>
/// epochs in a row that are not: the rate is multiplied by the factor, and the count begins again; the best stays. A figure that is not a number is
/// not better. This is PyTorch's ReduceLROnPlateau with its relative threshold and its defaults, without cooling down. The epochs so far are walked
/// through at every call, a few nanoseconds each: nothing is remembered.
/// </remarks>
internal sealed class ReduceOnPlateau : LearningRateSchedule
{
    /// <summary>The schedule; the defaults are PyTorch's.</summary>
    /// <param name="byAccuracy">Whether it watches the validation accuracy; otherwise the validation loss.</param>
    /// <param name="factor">Above 0 and below 1. Default 0.1.</param>
    /// <param name="patience">Epochs without progress that are let pass, at least 0. Default 10.</param>
    /// <param name="threshold">What counts as better, relative to the best: at least 0 and below 1. Default 1e-4.</param>
    /// <param name="minRate">Where it stops falling: a finite number, at least 0. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ReduceOnPlateau(
        bool byAccuracy = false, double factor = 0.1, int patience = 10, double threshold = 1e-4, double minRate = 0)
    {
        ThrowIfNotAFactor(factor, nameof(factor), "The factor of the plateau schedule");
        ThrowIfBelow(0, patience, nameof(patience), "The patience of the plateau schedule");
        if (!(threshold >= 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, FormattableString.Invariant($"The threshold of the plateau schedule is {threshold}; it must be at least 0 and below 1."));
        ThrowIfBelow(0, minRate, nameof(minRate), "The minimum rate of the plateau schedule");
        (ByAccuracy, Factor, Patience, Threshold, MinRate) = (byAccuracy, factor, patience, threshold, minRate);
    }

    /// <inheritdoc/>
    public override string Kind => "ReduceOnPlateau";

    /// <summary>Whether it watches the validation accuracy.</summary>
    public bool ByAccuracy { get; }

    /// <inheritdoc/>
    public override bool NeedsAccuracy => ByAccuracy;

    /// <inheritdoc/>
    public override bool NeedsValidation => true;

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>Epochs without progress that are let pass.</summary>
    public int Patience { get; }

    /// <summary>What counts as better, relative to the best.</summary>
    public double Threshold { get; }

    /// <summary>Where the rate stops falling; a learning rate that is already below it stays.</summary>
    public double MinRate { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs)
    {
        bool byLoss = !ByAccuracy;
        double best = byLoss ? double.PositiveInfinity : double.NegativeInfinity;
        int reductions = 0, without = 0;
        for (int i = 0; i < epochs.Count; i++)
        {
            double figure = (byLoss ? epochs[i].ValidationLoss : epochs[i].ValidationAccuracy) ?? double.NaN;
            if (byLoss ? figure < best * (1 - Threshold) : figure > best * (1 + Threshold))
                (best, without) = (figure, 0);
            else if (++without > Patience)
                (reductions, without) = (reductions + 1, 0);
        }

        return Math.Max(initial * WholePower.Of(Factor, reductions), Math.Min(initial, MinRate));
    }
}
