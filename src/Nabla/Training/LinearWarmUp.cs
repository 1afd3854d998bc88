namespace Nabla.Networks;

/// <summary>Linear warm-up: multiplies the rate of another schedule by a factor that increases to 1 in the first steps.</summary>
/// <remarks>
/// <code>η = min(1, t / W) · η of the other schedule      t the step, counted from 1, W warm-up steps</code>
/// Gradual warm-up, Goyal et al. 2017, "Accurate, large minibatch SGD". The other schedule starts at the first step: it is not shifted.
/// </remarks>
internal sealed class LinearWarmUp : LearningRateSchedule
{
    private readonly LearningRateSchedule _then;

    /// <summary>Initializes the schedule.</summary>
    /// <param name="steps">W, the number of warm-up steps; at least 1. Step W is the first at the full rate.</param>
    /// <param name="then">The other schedule.</param>
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

    /// <summary>Gets W, the number of warm-up steps.</summary>
    public long Steps { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs)
    {
        double rate = _then.Rate(initial, step, steps, epochs);
        return step < Steps ? rate * step / Steps : rate;
    }
}
