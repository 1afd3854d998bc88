namespace Nabla.Networks;

/// <summary>Multiplies the learning rate by a factor every so many epochs.</summary>
/// <remarks><code>η = η₀ · factor^⌊e / every⌋      e completed epochs</code></remarks>
internal sealed class StepSchedule : LearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="every">The number of epochs between two reductions; at least 1. No default, since it depends on the length of the run.</param>
    /// <param name="factor">The factor; above 0 and below 1. Default 0.1, as in PyTorch's StepLR.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public StepSchedule(int every, double factor = 0.1)
    {
        ThrowIfBelow(1, every, nameof(every), "The number of epochs between two steps of the learning rate");
        ThrowIfNotAFactor(factor, nameof(factor), "The factor of the step schedule");
        (Every, Factor) = (every, factor);
    }

    /// <inheritdoc/>
    public override string Kind => "Step";

    /// <summary>Gets the number of epochs between two reductions.</summary>
    public int Every { get; }

    /// <summary>Gets the factor that multiplies the rate.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) => initial * WholePower.Of(Factor, epochs.Count / Every);
}
