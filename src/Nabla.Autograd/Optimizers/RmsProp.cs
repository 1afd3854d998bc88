namespace Nabla.Autograd.Optimizers;

/// <summary>v ← α v + (1 − α) g²; d = g/(√v + ε); with momentum u ← μ u + d and d = u; θ ← θ − η d.</summary>
/// <param name="smoothing">α. Default 0.99.</param>
/// <param name="epsilon">ε. Default 1e-8.</param>
/// <param name="momentum">μ. Default 0.</param>
/// <param name="weightDecay">λ.</param>
public sealed class RmsProp(double smoothing = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0) : UpdateRule(weightDecay)
{
    /// <inheritdoc/>
    protected override int Slots => momentum == 0 ? 1 : 2;

    /// <inheritdoc/>
    protected override void Update(Span<double> value, ReadOnlySpan<double> gradient, Matrix[] memory, double learningRate)
    {
        Span<double> square = memory[0].Data, velocity = momentum == 0 ? [] : memory[1].Data;
        for (int i = 0; i < value.Length; i++)
        {
            square[i] = (smoothing * square[i]) + ((1 - smoothing) * gradient[i] * gradient[i]);
            double d = gradient[i] / (Math.Sqrt(square[i]) + epsilon);
            if (momentum != 0)
                d = velocity[i] = (momentum * velocity[i]) + d;
            value[i] -= learningRate * d;
        }
    }
}
