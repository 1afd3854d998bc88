namespace Nabla.Networks;

/// <summary>The mean absolute error: a regression loss that is robust to outliers.</summary>
/// <remarks>
/// S samples, K outputs, x outputs, t targets, d = x − t.
/// <code>
/// loss[n] = (1/K) Σⱼ |d[n,j]|        mean = (1/S) Σₙ loss[n]
/// gradient = sign(d) / (S K),  sign(0) = 0
/// </code>
/// A sample's loss is the mean over its outputs, so the total equals PyTorch's L1Loss. With weights, 1/S becomes w[n]/W, as in <see cref="Loss"/>.
/// Derivation: docs/derivations/errors-of-values.md.
/// </remarks>
public sealed class MeanAbsoluteError : Loss
{
    /// <inheritdoc/>
    public override string Kind => "MeanAbsoluteError";

    /// <inheritdoc/>
    public override bool AcceptsValues => true;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient) =>
        ElementwiseLossRows.Compute(
            processor, default(Function), output, targets.Labels, targets.Values, targets.Weights, totalWeight, sampleLosses, gradient);

    private readonly struct Function : IElementwiseLoss
    {
        public TLanes Value<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes> => TLanes.Abs(x - t);

        // Anything neither above nor below 0 is returned unchanged: 0 and NaN.
        public TLanes Derivative<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes>
        {
            var (d, zero) = (x - t, TLanes.Broadcast(0f));
            return TLanes.Select(TLanes.GreaterThan(d, zero), TLanes.Broadcast(1f), TLanes.Select(TLanes.GreaterThan(zero, d), TLanes.Broadcast(-1f), d));
        }
    }
}
