namespace Nabla.Networks;

/// <summary>Another schedule with a gentle beginning: in the first steps its rate is multiplied by a factor that grows to 1.</summary>
/// <remarks>
/// <code>η = min(1, t / W) · η of the other schedule      t the step, from 1, W steps of warming up</code>
/// Gradual warm-up, Goyal et al. 2017, "Accurate, large minibatch SGD". The other schedule runs from the first step on: warming up does not shift it.
/// </remarks>
internal sealed class LinearWarmUp : LearningRateSchedule
{
    private readonly LearningRateSchedule _then;

    /// <summary>The schedule.</summary>
    /// <param name="steps">W: at least 1; step W is the first at the full rate.</param>
    /// <param name="then">The schedule whose beginning it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is below 1.</exception>
    public LinearWarmUp(long steps, LearningRateSchedule then)
    {
        ThrowIfBelow(1, steps, nameof(steps), "The number of steps of the warm-up");
        ArgumentNullException.ThrowIfNull(then);
        (Steps, _then) = (steps, then);
    }

    /// <inheritdoc/>
    public override string Kind => $"WarmUp, then {_then.Kind}";

    /// <inheritdoc/>
    public override bool NeedsAccuracy => _then.NeedsAccuracy;

    /// <inheritdoc/>
    public override bool NeedsValidation => _then.NeedsValidation;

    /// <summary>W.</summary>
    public long Steps { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs)
    {
        double rate = _then.Rate(initial, step, steps, epochs);
        return step < Steps ? rate * step / Steps : rate;
    }
}
