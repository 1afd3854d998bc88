namespace Nabla.Networks;

/// <summary>The rate falls by a factor every so many epochs.</summary>
/// <remarks><code>η = η₀ · factor^⌊e / every⌋      e epochs done</code></remarks>
internal sealed class StepSchedule : LearningRateSchedule
{
    /// <summary>The schedule.</summary>
    /// <param name="every">Epochs between two falls, at least 1. There is no default: it depends on the length of the run.</param>
    /// <param name="factor">Above 0 and below 1. Default 0.1, as PyTorch's StepLR.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public StepSchedule(int every, double factor = 0.1)
    {
        ThrowIfBelow(1, every, nameof(every), "The number of epochs between two steps of the learning rate");
        ThrowIfNotAFactor(factor, nameof(factor), "The factor of the step schedule");
        (Every, Factor) = (every, factor);
    }

    /// <inheritdoc/>
    public override string Kind => "Step";

    /// <summary>Epochs between two falls.</summary>
    public int Every { get; }

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) => initial * WholePower.Of(Factor, epochs.Count / Every);
}
