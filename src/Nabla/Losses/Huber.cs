using System.Globalization;

namespace Nabla.Networks;

/// <summary>The Huber loss: squared near the target and absolute far from it, which makes it smooth and robust to outliers.</summary>
/// <remarks>
/// S samples, K outputs, x outputs, t targets, d = x − t.
/// <code>
/// h(d) = d²/2 where |d| ≤ δ,  δ (|d| − δ/2) elsewhere   =   c (|d| − c/2),  c = min(|d|, δ)
/// loss[n] = (1/K) Σⱼ h(d[n,j])        mean = (1/S) Σₙ loss[n]
/// gradient = min(max(d, −δ), δ) / (S K)
/// </code>
/// Huber 1964. A sample's loss is the mean over its outputs, so the total equals PyTorch's HuberLoss. With weights, 1/S becomes w[n]/W, as in
/// <see cref="Loss"/>.
/// Derivation: docs/derivations/errors-of-values.md.
/// </remarks>
public sealed class Huber : Loss
{
    /// <summary>Initializes a loss that changes from squared to absolute at an error of <paramref name="delta"/>.</summary>
    /// <param name="delta">δ, the error at which the loss changes; finite, above 0. Default 1, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not above 0, or not finite.</exception>
    public Huber(float delta = 1)
    {
        if (!(delta > 0 && float.IsFinite(delta)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(delta), delta, string.Create(CultureInfo.InvariantCulture, $"{Kind}: delta is {delta}; expected a finite number above 0."));
        }

        Delta = delta;
    }

    /// <inheritdoc/>
    public override string Kind => "Huber";

    /// <summary>Gets δ, the error at which the loss changes from squared to absolute.</summary>
    public float Delta { get; }

    /// <inheritdoc/>
    public override bool AcceptsValues => true;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient) =>
        ElementwiseLossRows.Compute(
            processor, new Function(Delta), output, targets.Labels, targets.Values, targets.Weights, totalWeight, sampleLosses, gradient);

    private readonly struct Function(float delta) : IElementwiseLoss
    {
        public TLanes Value<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes>
        {
            var (distance, limit) = (TLanes.Abs(x - t), TLanes.Broadcast(delta));
            var c = TLanes.Select(TLanes.GreaterThan(distance, limit), limit, distance);
            return c * (distance - (TLanes.Broadcast(0.5f) * c));
        }

        public TLanes Derivative<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes>
        {
            var (d, above, below) = (x - t, TLanes.Broadcast(delta), TLanes.Broadcast(-delta));
            return TLanes.Select(TLanes.GreaterThan(d, above), above, TLanes.Select(TLanes.GreaterThan(below, d), below, d));
        }
    }
}
