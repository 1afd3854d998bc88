namespace Nabla.Autograd.Optimizers;

/// <summary>m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; θ ← θ − η (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε).</summary>
/// <remarks>With weight decay it is AdamW.</remarks>
/// <param name="beta1">β₁. Default 0.9.</param>
/// <param name="beta2">β₂. Default 0.999.</param>
/// <param name="epsilon">ε. Default 1e-8.</param>
/// <param name="weightDecay">λ. Default 0.</param>
public sealed class Adam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0) : UpdateRule(weightDecay)
{
    /// <inheritdoc/>
    protected override int Slots => 2;

    /// <inheritdoc/>
    protected override void Update(Span<double> value, ReadOnlySpan<double> gradient, Matrix[] memory, double learningRate)
    {
        Span<double> mean = memory[0].Data, square = memory[1].Data;
        double meanShare = 1 - Math.Pow(beta1, Step), squareShare = 1 - Math.Pow(beta2, Step);
        for (int i = 0; i < value.Length; i++)
        {
            mean[i] = (beta1 * mean[i]) + ((1 - beta1) * gradient[i]);
            square[i] = (beta2 * square[i]) + ((1 - beta2) * gradient[i] * gradient[i]);
            value[i] -= learningRate * (mean[i] / meanShare) / (Math.Sqrt(square[i] / squareShare) + epsilon);
        }
    }
}
