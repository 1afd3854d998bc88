using System.Globalization;

namespace Nabla.Networks;

/// <summary>Binary cross-entropy of the sigmoid of each logit: every output is an independent yes-or-no decision.</summary>
/// <remarks>
/// S samples, K outputs, x logits, t targets from 0 to 1, σ the sigmoid.
/// <code>
/// b(x, t) = −t ln σ(x) − (1 − t) ln(1 − σ(x))   =   max(x, 0) − x t + ln(1 + e^−|x|)
/// loss[n] = (1/K) Σⱼ b(x[n,j], t[n,j])        mean = (1/S) Σₙ loss[n]
/// gradient = (σ(x) − t) / (S K)
/// </code>
/// Expects logits, not probabilities. With labels, each output is trained as its class against the rest. A sample's loss is the mean over its outputs,
/// so the total equals PyTorch's BCEWithLogitsLoss. With weights, 1/S becomes w[n]/W, as in <see cref="Loss"/>.
/// Derivation: docs/derivations/binary-cross-entropy.md.
/// </remarks>
public sealed class BinaryCrossEntropy : Loss
{
    /// <inheritdoc/>
    public override string Kind => "BinaryCrossEntropy";

    /// <inheritdoc/>
    public override bool ExpectsLogits => true;

    /// <inheritdoc/>
    public override bool AcceptsValues => true;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient)
    {
        CheckRange(targets.Values);
        ElementwiseLossRows.Compute(
            processor, default(Function), output, targets.Labels, targets.Values, targets.Weights, totalWeight, sampleLosses, gradient);
    }

    /// <summary>Outside 0 to 1 the loss has no lower bound, and training would diverge silently.</summary>
    private void CheckRange(ReadOnlyMatrixView values)
    {
        for (int n = 0; n < values.Rows; n++)
        {
            foreach (float value in values.Row(n))
            {
                if (value < 0 || value > 1)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(values), value, string.Create(CultureInfo.InvariantCulture, $"{Kind}: a target of sample {n} is {value}; expected 0 to 1."));
                }
            }
        }
    }

    private readonly struct Function : IElementwiseLoss
    {
        public TLanes Value<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes>
        {
            var zero = TLanes.Broadcast(0f);
            var positive = TLanes.Select(TLanes.GreaterThan(zero, x), zero, x);
            return positive - (x * t) + Elementary.Log1p(Elementary.Exp(zero - TLanes.Abs(x)));
        }

        public TLanes Derivative<TLanes>(TLanes x, TLanes t)
            where TLanes : struct, ILanes<TLanes> =>
            Sigmoid.Logistic(x) - t;
    }
}
