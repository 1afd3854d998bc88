using Nabla.Networks;

namespace Nabla;

/// <summary>Stochastic gradient descent, optionally with momentum.</summary>
/// <remarks>
/// g gradient, v velocity (0 at first), μ momentum, η learning rate, θ parameter:
/// <code>
/// plain       θ ← θ − η g
/// momentum    v ← μ v + g        θ ← θ − η v
/// Nesterov    v ← μ v + g        θ ← θ − η (g + μ v)
/// </code>
/// Momentum as in Sutskever, Martens, Dahl and Hinton 2013, with the learning rate outside the velocity and no dampening, as in PyTorch's SGD.
/// </remarks>
public sealed class Sgd : Optimizer
{
    /// <summary>Initializes the optimizer.</summary>
    /// <param name="learningRate">η; finite, at least 0.</param>
    /// <param name="momentum">μ; at least 0 and below 1. Default 0, as in PyTorch.</param>
    /// <param name="nesterov">Whether to use Nesterov momentum, which requires a momentum above 0. Default false.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>; finite, at least 0. Default 0, as in PyTorch.</param>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        ThrowIfNotAMomentum(momentum);
        if (nesterov && momentum == 0)
            throw new ArgumentException("Nesterov momentum requires a momentum above 0.", nameof(nesterov));
        (Momentum, Nesterov) = (momentum, nesterov);
        Buffers = momentum == 0 ? [] : ["velocity"];
    }

    /// <inheritdoc/>
    public override string Kind => "Sgd";

    /// <summary>Gets μ, the momentum; 0 for none.</summary>
    public double Momentum { get; }

    /// <summary>Gets whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers { get; }

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        SgdUpdate.Run(processor, parameters.Values, parameters.Gradients, Buffers.Count == 0 ? [] : state.Buffer(0), learningRate, (float)Momentum, Nesterov);
}
