namespace Nabla.Networks;

/// <summary>The same rate in every step.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Kind => "Constant";

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) => initial;
}
