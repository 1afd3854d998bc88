using Nabla.Networks;

namespace Nabla;

/// <summary>Adam: divides the running mean of the gradients by the root of their running mean square. With weight decay it is AdamW.</summary>
/// <remarks>
/// g gradient, m and v its running mean and mean square (0 at first), t the step, counted from 1, η learning rate, λ weight decay, θ parameter:
/// <code>
/// θ ← θ − η λ θ                                      for weights
/// m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
/// θ ← θ − η m̂ / (√v̂ + ε)       m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
/// </code>
/// Algorithm 1 of Kingma and Ba 2015, "Adam: a method for stochastic optimization". ε is added to √v̂, after the correction, as there and in PyTorch;
/// TensorFlow and Keras add theirs before, to √v: it counts as ε / √(1 − β₂ᵗ) here, 32 times as much in the first step.
/// The corrections 1 − βᵗ are computed once a step in double precision, the powers by squaring. For the order of all operations see
/// <see cref="AdamUpdate"/>.
/// <para>
/// Weight decay is decoupled from the gradient, as for every optimizer here, so Adam with weight decay is algorithm 2 of Loshchilov and Hutter 2019,
/// "Decoupled weight decay regularization": PyTorch's <c>AdamW</c>, whose default for it is 0.01, and not PyTorch's <c>Adam(weight_decay=…)</c>, which
/// adds λ θ to the gradient. Only weights decay (see <see cref="WeightDecay"/>); PyTorch's AdamW decays all parameters unless it is given groups.
/// </para>
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Initializes the optimizer; the defaults are those that Kingma and Ba 2015 recommend.</summary>
    /// <param name="learningRate">η; finite, at least 0. Default 0.001.</param>
    /// <param name="beta1">β₁; at least 0 and below 1. Default 0.9.</param>
    /// <param name="beta2">β₂; at least 0 and below 1. Default 0.999.</param>
    /// <param name="epsilon">ε; above 0. Default 1e-8.</param>
    /// <param name="weightDecay">λ, decoupled from the gradient; finite, at least 0. Default 0; any other value makes it AdamW.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        ThrowIfNotAShare(beta1, nameof(beta1), "Beta1");
        ThrowIfNotAShare(beta2, nameof(beta2), "Beta2");
        ThrowIfNotAnEpsilon(epsilon);
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
    }

    /// <inheritdoc/>
    public override string Kind => "Adam";

    /// <summary>Gets β₁, the decay rate of the running mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Gets β₂, the decay rate of their running mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Gets ε, which keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers { get; } = ["mean", "meanSquare"];

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        AdamUpdate.Run(
            processor, parameters.Values, parameters.Gradients, state.Buffer(0), state.Buffer(1), learningRate, Beta1, Beta2, Epsilon, state.Step);
}
