namespace Nabla.Optimizers;

/// <summary>The learning rate of each step, from the run's position alone: no schedule remembers anything, and none allocates.</summary>
/// <remarks>Rates are computed in double precision from IEEE operations alone, the cosine included: the same bits on every machine.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>What it is called: "Cosine".</summary>
    public abstract string Kind { get; }

    /// <summary>Gets whether the rates depend on the validation accuracy, which only a classification has.</summary>
    public virtual bool NeedsAccuracy => false;

    /// <summary>The rate of a step.</summary>
    /// <param name="initial">The optimizer's learning rate.</param>
    /// <param name="position">Where the run stands.</param>
    /// <returns>At least 0.</returns>
    public abstract double Rate(double initial, in SchedulePosition position);

    /// <summary>Refuses a factor outside (0, 1).</summary>
    private protected static void ThrowIfNotAFactor(double factor, string name, string description)
    {
        if (!(factor > 0 && factor < 1))
            throw new ArgumentOutOfRangeException(name, factor, FormattableString.Invariant($"{description} is {factor}; it must be above 0 and below 1."));
    }

    /// <summary>Refuses what is below the least, or not finite.</summary>
    private protected static void ThrowIfBelow(double least, double value, string name, string description)
    {
        if (!(value >= least && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{description} is {value}; it must be a finite number, at least {least}."));
    }
}
