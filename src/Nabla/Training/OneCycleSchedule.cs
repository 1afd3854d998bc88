namespace Nabla.Networks;

/// <summary>One cycle: the learning rate rises from a small value to the optimizer's and then falls to nearly 0, both along half a cosine.</summary>
/// <remarks>
/// η₀ is the maximum rate, T the number of steps of the run, t the completed steps, p the fraction of the run in which the rate rises:
/// <code>
/// η₀ / d            at t = 0
/// η₀                at t = p T − 1
/// η₀ / (d · f)      at t = T − 1, the last step
/// </code>
/// Smith and Topin 2018, "Super-convergence: very fast training of neural networks using large learning rates"; the cosine form, the positions
/// of the three points and all defaults are those of PyTorch's OneCycleLR. Unlike PyTorch's, it does not change the momentum.
/// </remarks>
internal sealed class OneCycleSchedule : LearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="risingPart">p; above 0 and below 1. Default 0.3.</param>
    /// <param name="initialDivisor">d; finite, at least 1. Default 25.</param>
    /// <param name="finalDivisor">f; finite, at least 1. Default 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public OneCycleSchedule(double risingPart = 0.3, double initialDivisor = 25, double finalDivisor = 1e4)
    {
        ThrowIfNotAFactor(risingPart, nameof(risingPart), "The rising part of the one-cycle schedule");
        ThrowIfBelow(1, initialDivisor, nameof(initialDivisor), "The initial divisor of the one-cycle schedule");
        ThrowIfBelow(1, finalDivisor, nameof(finalDivisor), "The final divisor of the one-cycle schedule");
        (RisingPart, InitialDivisor, FinalDivisor) = (risingPart, initialDivisor, finalDivisor);
    }

    /// <inheritdoc/>
    public override string Kind => "OneCycle";

    /// <summary>Gets p, the fraction of the run in which the rate rises.</summary>
    public double RisingPart { get; }

    /// <summary>Gets d, the maximum rate divided by the first.</summary>
    public double InitialDivisor { get; }

    /// <summary>Gets f, the first rate divided by the last.</summary>
    public double FinalDivisor { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs)
    {
        double done = step - 1, top = (RisingPart * steps) - 1, first = initial / InitialDivisor;
        return done < top
            ? CosineSchedule.Between(first, initial, done / top)
            : CosineSchedule.Between(initial, first / FinalDivisor, (done - top) / (steps - 1 - top));
    }
}
