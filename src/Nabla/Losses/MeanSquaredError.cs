using Nabla.Networks;

namespace Nabla;

/// <summary>The mean squared error: the usual regression loss.</summary>
/// <remarks>
/// S samples, K outputs, x outputs, t targets, d = x − t.
/// <code>
/// loss[n] = (1/K) Σⱼ d[n,j]²        mean = (1/S) Σₙ loss[n]
/// gradient = 2 d / (S K)
/// </code>
/// A sample's loss is the mean over its outputs, so the total equals PyTorch's MSELoss. With weights, 1/S becomes w[n]/W, as in <see cref="Loss"/>.
/// Derivation: docs/derivations/errors-of-values.md.
/// </remarks>
public sealed class MeanSquaredError : Loss
{
    /// <inheritdoc/>
    public override string Kind => "MeanSquaredError";

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
            where TLanes : struct, ILanes<TLanes>
        {
            var d = x - t;
            return d * d;
        }

        public TLanes Derivative<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Broadcast(2f) * (x - t);
    }
}
