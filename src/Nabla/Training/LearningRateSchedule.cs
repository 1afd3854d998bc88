namespace Nabla.Networks;

/// <summary>The base class of learning rate schedules, which determine the learning rate of each step.</summary>
/// <remarks>
/// A rate depends only on the arguments: a schedule has no state, so a resumed run has the same rates. Rates are computed in double
/// precision with IEEE operations, cosine included, and are bit-identical on every machine. Derive from this class to define a schedule.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>Gets the schedule that keeps the learning rate of the optimizer.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Gets the name of the schedule, such as "Cosine".</summary>
    public abstract string Kind { get; }

    /// <summary>Gets whether the rates depend on the validation accuracy, which only a classification has.</summary>
    public virtual bool NeedsAccuracy => false;

    /// <summary>Gets whether the rates depend on the validation split.</summary>
    public virtual bool NeedsValidation => NeedsAccuracy;

    /// <summary>Creates a schedule that multiplies the rate by a factor every so many epochs.</summary>
    /// <param name="every">The number of epochs between two reductions; at least 1. There is no default: it depends on the length of the run.</param>
    /// <param name="factor">The factor; above 0 and below 1. Default 0.1, as in PyTorch's StepLR.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRateSchedule Step(int every, double factor = 0.1) => new StepSchedule(every, factor);

    /// <summary>Creates a schedule that decreases the rate along half a cosine to a minimum over the whole run (Loshchilov and Hutter 2017, without restarts).</summary>
    /// <param name="minRate">The minimum rate; finite, at least 0. Default 0, as in PyTorch's CosineAnnealingLR.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public static LearningRateSchedule Cosine(double minRate = 0) => new CosineSchedule(minRate);

    /// <summary>Creates a schedule that rises to the learning rate of the optimizer and then falls to nearly 0 (Smith and Topin 2018). The defaults are those of PyTorch's OneCycleLR.</summary>
    /// <param name="risingPart">The fraction of the run in which the rate rises; above 0 and below 1. Default 0.3.</param>
    /// <param name="initialDivisor">The learning rate divided by the first rate; finite, at least 1. Default 25.</param>
    /// <param name="finalDivisor">The first rate divided by the last; finite, at least 1. Default 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRateSchedule OneCycle(double risingPart = 0.3, double initialDivisor = 25, double finalDivisor = 1e4) =>
        new OneCycleSchedule(risingPart, initialDivisor, finalDivisor);

    /// <summary>Creates a schedule that multiplies the rate by a factor when validation has not improved for some epochs. The defaults are those of PyTorch's ReduceLROnPlateau.</summary>
    /// <param name="byAccuracy">Whether it watches the validation accuracy; otherwise the validation loss. Default false.</param>
    /// <param name="factor">The factor; above 0 and below 1. Default 0.1.</param>
    /// <param name="patience">The number of epochs without improvement that change nothing; at least 0. Default 10.</param>
    /// <param name="threshold">The improvement that counts, relative to the best figure so far; at least 0 and below 1. Default 1e-4.</param>
    /// <param name="minRate">The minimum rate; finite, at least 0. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRateSchedule ReduceOnPlateau(
        bool byAccuracy = false, double factor = 0.1, int patience = 10, double threshold = 1e-4, double minRate = 0) =>
        new ReduceOnPlateau(byAccuracy, factor, patience, threshold, minRate);

    /// <summary>Creates a schedule whose rate increases linearly in the first steps of another schedule (Goyal et al. 2017). The other schedule is not shifted.</summary>
    /// <param name="steps">The number of steps; at least 1. This step is the first at the full rate.</param>
    /// <param name="then">The other schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is below 1.</exception>
    public static LearningRateSchedule WarmUp(long steps, LearningRateSchedule then) => new LinearWarmUp(steps, then);

    /// <summary>Computes the learning rate of a step.</summary>
    /// <param name="initial">The learning rate of the optimizer.</param>
    /// <param name="step">The step, counted from 1 over the run.</param>
    /// <param name="steps">The planned number of steps of the run.</param>
    /// <param name="epochs">The completed epochs, in order, with their validation metrics; empty in the first epoch.</param>
    /// <returns>The learning rate, at least 0.</returns>
    public abstract double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs);

    /// <summary>Throws if a factor is outside (0, 1).</summary>
    private protected static void ThrowIfNotAFactor(double factor, string name, string description)
    {
        if (!(factor > 0 && factor < 1))
            throw new ArgumentOutOfRangeException(name, factor, FormattableString.Invariant($"{description} is {factor}; it must be above 0 and below 1."));
    }

    /// <summary>Throws if a value is below the minimum, or not finite.</summary>
    private protected static void ThrowIfBelow(double min, double value, string name, string description)
    {
        if (!(value >= min && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{description} is {value}; it must be a finite number, at least {min}."));
    }
}
