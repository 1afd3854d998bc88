namespace Nabla.Networks;

/// <summary>Multiplies the learning rate by a factor when validation has not improved for some epochs.</summary>
/// <remarks>
/// An epoch is better if its loss is below best · (1 − threshold), or its accuracy above best · (1 + threshold). After more than <see cref="Patience"/>
/// consecutive epochs that are not better, the rate is multiplied by the factor, and the count restarts; the best is kept. NaN is
/// never better. This is PyTorch's ReduceLROnPlateau with its relative threshold and its defaults, without cooldown. The schedule has no state:
/// every call scans the previous epochs, in a few nanoseconds each.
/// </remarks>
internal sealed class ReduceOnPlateau : LearningRateSchedule
{
    /// <summary>Initializes the schedule; the defaults are PyTorch's.</summary>
    /// <param name="byAccuracy">Whether it watches the validation accuracy; otherwise the validation loss.</param>
    /// <param name="factor">The factor; above 0 and below 1. Default 0.1.</param>
    /// <param name="patience">The number of epochs without improvement that change nothing; at least 0. Default 10.</param>
    /// <param name="threshold">The improvement that counts, relative to the best; at least 0 and below 1. Default 1e-4.</param>
    /// <param name="minRate">The minimum rate; finite, at least 0. Default 0.</param>
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

    /// <summary>Gets whether it watches the validation accuracy; otherwise the validation loss.</summary>
    public bool ByAccuracy { get; }

    /// <inheritdoc/>
    public override bool NeedsAccuracy => ByAccuracy;

    /// <inheritdoc/>
    public override bool NeedsValidation => true;

    /// <summary>Gets the factor that multiplies the rate.</summary>
    public double Factor { get; }

    /// <summary>Gets the number of epochs without improvement that change nothing.</summary>
    public int Patience { get; }

    /// <summary>Gets the improvement that counts, relative to the best.</summary>
    public double Threshold { get; }

    /// <summary>Gets the minimum rate; a learning rate already below it is kept.</summary>
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
