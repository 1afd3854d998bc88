namespace Nabla.Networks;

/// <summary>The rule of <see cref="Adam"/> and <see cref="AdamW"/>, with its settings.</summary>
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
internal sealed class AdaptiveMoments
{
    /// <summary>Checks the settings.</summary>
    public AdaptiveMoments(double beta1, double beta2, double epsilon)
    {
        Optimizer.ThrowIfNotAShare(beta1, nameof(beta1), "Beta1");
        Optimizer.ThrowIfNotAShare(beta2, nameof(beta2), "Beta2");
        Optimizer.ThrowIfNotAnEpsilon(epsilon);
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
    }

    /// <summary>The running mean and mean square of the gradients.</summary>
    public static IReadOnlyList<string> Buffers { get; } = ["mean", "meanSquare"];

    public double Beta1 { get; }

    public double Beta2 { get; }

    public double Epsilon { get; }

    public void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        AdamUpdate.Run(
            processor, parameters.Values, parameters.Gradients, state.Buffer(0), state.Buffer(1), learningRate, Beta1, Beta2, Epsilon, state.Step);
}
