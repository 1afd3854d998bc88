namespace Nabla.Networks;

/// <summary>Decreases the learning rate along half a cosine over the whole run, step by step.</summary>
/// <remarks>
/// <code>η = min + (η₀ − min) (1 + cos(π t / T)) / 2      t steps done, T steps of the run</code>
/// Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", without the restarts; PyTorch's CosineAnnealingLR, called
/// every step. A run extended beyond its planned end stays at the minimum rate. A learning rate below the minimum rises to it along the
/// same curve.
/// </remarks>
internal sealed class CosineSchedule : LearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="minRate">The minimum rate; finite, at least 0. Default 0, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public CosineSchedule(double minRate = 0)
    {
        ThrowIfBelow(0, minRate, nameof(minRate), "The minimum rate of the cosine schedule");
        MinRate = minRate;
    }

    /// <inheritdoc/>
    public override string Kind => "Cosine";

    /// <summary>Gets the minimum rate.</summary>
    public double MinRate { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) =>
        Between(initial, MinRate, (step - 1) / (double)steps);

    /// <summary>Interpolates from one rate to another along half a cosine; the fraction is clamped to [0, 1].</summary>
    internal static double Between(double from, double to, double part) =>
        to + ((from - to) * (1 + Elementary.CosPi(Math.Clamp(part, 0, 1))) / 2);
}
