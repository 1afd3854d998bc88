using Nabla.Numerics;

namespace Nabla.Optimizers;

/// <summary>What <see cref="ReduceOnPlateau"/> watches.</summary>
public enum PlateauMeasure
{
    /// <summary>The validation loss: lower is better.</summary>
    ValidationLoss,

    /// <summary>The validation accuracy: higher is better.</summary>
    ValidationAccuracy,
}

/// <summary>The rate falls by a factor whenever validation has not become better for some epochs.</summary>
/// <remarks>
/// An epoch is better if its loss is below best · (1 − threshold), or its accuracy above best · (1 + threshold). More than <see cref="Patience"/>
/// epochs in a row that are not: the rate is multiplied by the factor, and the count begins again; the best stays. A figure that is not a number is
/// not better. This is PyTorch's ReduceLROnPlateau with its relative threshold and its defaults, without cooling down. The epochs so far are walked
/// through at every call, a few nanoseconds each: nothing is remembered.
/// </remarks>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    /// <summary>The schedule; the defaults are PyTorch's.</summary>
    /// <param name="measure">What it watches. Default the validation loss.</param>
    /// <param name="factor">Above 0 and below 1. Default 0.1.</param>
    /// <param name="patience">Epochs without progress that are let pass, at least 0. Default 10.</param>
    /// <param name="threshold">What counts as better, relative to the best: at least 0 and below 1. Default 1e-4.</param>
    /// <param name="leastRate">Where it stops falling: a finite number, at least 0. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ReduceOnPlateau(
        PlateauMeasure measure = PlateauMeasure.ValidationLoss, double factor = 0.1, int patience = 10, double threshold = 1e-4, double leastRate = 0)
    {
        if (!Enum.IsDefined(measure))
            throw new ArgumentOutOfRangeException(nameof(measure), measure, $"The measure of the plateau is {measure}; it must be ValidationLoss or ValidationAccuracy.");
        ThrowIfNotAFactor(factor, nameof(factor), "The factor of the plateau schedule");
        ThrowIfBelow(0, patience, nameof(patience), "The patience of the plateau schedule");
        if (!(threshold >= 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, FormattableString.Invariant($"The threshold of the plateau schedule is {threshold}; it must be at least 0 and below 1."));
        ThrowIfBelow(0, leastRate, nameof(leastRate), "The least rate of the plateau schedule");
        (Measure, Factor, Patience, Threshold, LeastRate) = (measure, factor, patience, threshold, leastRate);
    }

    /// <inheritdoc/>
    public override string Kind => "ReduceOnPlateau";

    /// <inheritdoc/>
    public override bool NeedsAccuracy => Measure == PlateauMeasure.ValidationAccuracy;

    /// <summary>What it watches.</summary>
    public PlateauMeasure Measure { get; }

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>Epochs without progress that are let pass.</summary>
    public int Patience { get; }

    /// <summary>What counts as better, relative to the best.</summary>
    public double Threshold { get; }

    /// <summary>Where the rate stops falling; a learning rate that is already below it stays.</summary>
    public double LeastRate { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, in SchedulePosition position)
    {
        bool byLoss = Measure == PlateauMeasure.ValidationLoss;
        var figures = byLoss ? position.ValidationLosses : position.ValidationAccuracies;
        double best = byLoss ? double.PositiveInfinity : double.NegativeInfinity;
        int reductions = 0, without = 0;
        for (int i = 0; i < figures.Count; i++)
        {
            double figure = figures[i];
            if (byLoss ? figure < best * (1 - Threshold) : figure > best * (1 + Threshold))
                (best, without) = (figure, 0);
            else if (++without > Patience)
                (reductions, without) = (reductions + 1, 0);
        }

        return Math.Max(initial * WholePower.Of(Factor, reductions), Math.Min(initial, LeastRate));
    }
}
