using Nabla.Kernels;
using Nabla.Networks;

namespace Nabla.Optimizers;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: the rule, its settings, its two numbers for each parameter value.</summary>
/// <remarks>
/// g gradient, m and v its running mean and mean square (0 at first), t the step, counted from 1, η learning rate, θ parameter:
/// <code>
/// m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
/// θ ← θ − η m̂ / (√v̂ + ε)       m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
/// </code>
/// Algorithm 1 of Kingma and Ba 2015, "Adam: a method for stochastic optimization". ε is added to √v̂, after the correction, as there and in PyTorch;
/// TensorFlow and Keras add theirs before, to √v: it counts as ε / √(1 − β₂ᵗ) here, 32 times as much in the first step.
/// The corrections 1 − βᵗ are made once a step in double precision, the powers by squaring. The order of all operations stands in
/// <see cref="AdamUpdate"/>.
/// </remarks>
public abstract class AdaptiveMoments : Optimizer
{
    /// <summary>Checks the settings.</summary>
    private protected AdaptiveMoments(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        : base(learningRate, weightDecay)
    {
        ThrowIfNotAShare(beta1, nameof(beta1), "Beta1");
        ThrowIfNotAShare(beta2, nameof(beta2), "Beta2");
        ThrowIfNotAnEpsilon(epsilon);
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
    }

    /// <summary>β₁: how much of the mean gradient a step keeps.</summary>
    public double Beta1 { get; }

    /// <summary>β₂: how much of the mean square a step keeps.</summary>
    public double Beta2 { get; }

    /// <summary>ε: keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers { get; } = ["mean", "meanSquare"];

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        AdamUpdate.Run(
            processor, parameters.Values, parameters.Gradients, state.Buffer(0), state.Buffer(1), learningRate, Beta1, Beta2, Epsilon, state.Step);
}
