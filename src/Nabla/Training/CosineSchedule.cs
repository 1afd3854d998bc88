namespace Nabla.Networks;

/// <summary>The rate falls along half a cosine over the whole run, step by step.</summary>
/// <remarks>
/// <code>η = least + (η₀ − least) (1 + cos(π t / T)) / 2      t steps done, T steps of the run</code>
/// Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", without the restarts; PyTorch's CosineAnnealingLR, called
/// every step. A run that goes on after its planned end stays at the least rate. A learning rate below the least rate is raised to it along the
/// same curve.
/// </remarks>
internal sealed class CosineSchedule : LearningRateSchedule
{
    /// <summary>The schedule.</summary>
    /// <param name="minRate">What the rate falls to: a finite number, at least 0. Default 0, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public CosineSchedule(double minRate = 0)
    {
        ThrowIfBelow(0, minRate, nameof(minRate), "The minimum rate of the cosine schedule");
        MinRate = minRate;
    }

    /// <inheritdoc/>
    public override string Kind => "Cosine";

    /// <summary>What the rate falls to.</summary>
    public double MinRate { get; }

    /// <inheritdoc/>
    public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs) =>
        Between(initial, MinRate, (step - 1) / (double)steps);

    /// <summary>From one rate to another along half a cosine; the part of the way is cut to [0, 1].</summary>
    internal static double Between(double from, double to, double part) =>
        to + ((from - to) * (1 + Elementary.CosPi(Math.Clamp(part, 0, 1))) / 2);
}
