using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Losses;

/// <summary>The base class of losses that compare each output with a value and take the mean over a sample's outputs.</summary>
public abstract class ErrorOfValues : Loss
{
    /// <inheritdoc/>
    public sealed override Node Samples(Node output, Targets targets) =>
        Elements(output, output.Tape.Constant(targets.Values(output.Shape))).Mean(Axis.Columns);

    /// <summary>Computes the error of each element.</summary>
    protected abstract Node Elements(Node output, Node target);
}

/// <summary>l = mean over the outputs of (x − t)².</summary>
public sealed class MeanSquaredError : ErrorOfValues
{
    /// <inheritdoc/>
    protected override Node Elements(Node output, Node target) => (output - target).Squared();
}

/// <summary>l = mean over the outputs of |x − t|.</summary>
public sealed class MeanAbsoluteError : ErrorOfValues
{
    /// <inheritdoc/>
    protected override Node Elements(Node output, Node target) => (output - target).Abs();
}

/// <summary>l = mean over the outputs of d²/2 where |d| ≤ δ, δ(|d| − δ/2) elsewhere, with d = x − t.</summary>
/// <param name="delta">δ, above 0. Default 1.</param>
public sealed class Huber(double delta = 1) : ErrorOfValues
{
    /// <inheritdoc/>
    protected override Node Elements(Node output, Node target)
    {
        Node d = output - target;
        return d.Abs().GreaterThan(delta).Choose(delta * (d.Abs() - (delta / 2)), 0.5 * d.Squared());
    }
}

/// <summary>l = mean over the outputs of −t ln σ(x) − (1 − t) ln(1 − σ(x)) = softplus(x) − x t, on logits x and targets t from 0 to 1.</summary>
public sealed class BinaryCrossEntropy : ErrorOfValues
{
    /// <inheritdoc/>
    protected override Node Elements(Node output, Node target) => new Softplus().Forward(output) - (output * target);
}
