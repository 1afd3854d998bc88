namespace Nabla.Networks;

/// <summary>Keeps the learning rate constant.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Kind => "Constant";

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) => initial;
}
