namespace Nabla.Autograd.Optimizers;

/// <summary>v ← μ v + g; d = g + μ v for Nesterov, otherwise v; θ ← θ − η d.</summary>
/// <param name="momentum">μ. Default 0: d = g.</param>
/// <param name="nesterov">Whether to use Nesterov momentum, as in PyTorch.</param>
/// <param name="weightDecay">λ.</param>
public sealed class Sgd(double momentum = 0, bool nesterov = false, double weightDecay = 0) : UpdateRule(weightDecay)
{
    /// <inheritdoc/>
    protected override int Slots => momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    protected override void Update(Span<double> value, ReadOnlySpan<double> gradient, Matrix[] memory, double learningRate)
    {
        var velocity = momentum == 0 ? [] : memory[0].Data;
        for (int i = 0; i < value.Length; i++)
        {
            double d = gradient[i];
            if (momentum != 0)
            {
                velocity[i] = (momentum * velocity[i]) + d;
                d = nesterov ? d + (momentum * velocity[i]) : velocity[i];
            }

            value[i] -= learningRate * d;
        }
    }
}
