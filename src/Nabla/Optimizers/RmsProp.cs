namespace Nabla.Networks;

/// <summary>RMSProp: divides each gradient by the root of its running mean square.</summary>
/// <remarks>
/// g gradient, v its mean square and u the velocity (both 0 at first), η learning rate, θ parameter:
/// <code>
/// v ← α v + (1 − α) g²        d = g / (√v + ε)        θ ← θ − η d
/// with momentum               u ← μ u + d             θ ← θ − η u
/// </code>
/// Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning". As in PyTorch, ε is added to the root, and the velocity is computed after the
/// division. The mean square begins at 0 without bias correction, so the first steps are up to 1/√(1 − α) times η: 10 η by
/// default. For the order of all operations see <see cref="RmsPropUpdate"/>.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>Initializes the optimizer; the defaults are PyTorch's.</summary>
    /// <param name="learningRate">η; finite, at least 0. Default 0.01.</param>
    /// <param name="smoothing">α; at least 0 and below 1. Default 0.99; the lecture uses 0.9.</param>
    /// <param name="epsilon">ε; above 0. Default 1e-8.</param>
    /// <param name="momentum">μ; at least 0 and below 1. Default 0.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>; finite, at least 0. Default 0.</param>
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

    /// <summary>Gets α, the decay rate of the running mean square.</summary>
    public double Smoothing { get; }

    /// <summary>Gets ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Gets μ, the momentum; 0 for none.</summary>
    public double Momentum { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers { get; }

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        RmsPropUpdate.Run(
            processor, parameters.Values, parameters.Gradients, state.Buffer(0), Buffers.Count == 1 ? [] : state.Buffer(1), learningRate, Smoothing, Epsilon, (float)Momentum);
}
