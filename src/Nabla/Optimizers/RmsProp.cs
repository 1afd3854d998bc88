namespace Nabla.Networks;

/// <summary>RMSProp: each parameter's gradient is divided by the root of its running mean square.</summary>
/// <remarks>
/// g gradient, v its mean square and u the velocity (both 0 at first), η learning rate, θ parameter:
/// <code>
/// v ← α v + (1 − α) g²        d = g / (√v + ε)        θ ← θ − η d
/// with momentum               u ← μ u + d             θ ← θ − η u
/// </code>
/// Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning"; ε is added to the root, and the velocity stands behind the
/// division, as PyTorch has it. The mean square begins at 0 and is not corrected for that, so the first steps are up to 1/√(1 − α) times η: 10 η by
/// default. The order of all operations stands in <see cref="RmsPropUpdate"/>.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>The rule; the defaults are PyTorch's.</summary>
    /// <param name="learningRate">η: a finite number, at least 0. Default 0.01.</param>
    /// <param name="smoothing">α: at least 0 and below 1. Default 0.99; the lecture has 0.9.</param>
    /// <param name="epsilon">ε: above 0. Default 1e-8.</param>
    /// <param name="momentum">μ: at least 0 and below 1. Default 0.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>: a finite number, at least 0. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RmsProp(double learningRate = 0.01, double smoothing = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        ThrowIfNotAShare(smoothing, nameof(smoothing), "Smoothing");
        ThrowIfNotAMomentum(momentum);
        ThrowIfNotAnEpsilon(epsilon);
        (Smoothing, Epsilon, Momentum) = (smoothing, epsilon, momentum);
        Buffers = momentum == 0 ? ["meanSquare"] : ["meanSquare", "velocity"];
    }

    /// <inheritdoc/>
    public override string Kind => "RmsProp";

    /// <summary>α: how much of the mean square a step keeps.</summary>
    public double Smoothing { get; }

    /// <summary>ε: keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers { get; }

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        RmsPropUpdate.Run(
            processor, parameters.Values, parameters.Gradients, state.Buffer(0), Buffers.Count == 1 ? [] : state.Buffer(1), learningRate, Smoothing, Epsilon, (float)Momentum);
}
