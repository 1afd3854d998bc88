using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>The cross-entropy of the softmax of the logits: the usual loss of a classifier.</summary>
/// <remarks>
/// S samples, z logits, t the true class, Y = softmax(z), T the one-hot rows of the true classes.
/// <code>
/// loss[n] = −ln Y[n,tₙ] = ln Σₖ exp(z[n,k]) − z[n,tₙ]        mean = (1/S) Σₙ loss[n]
/// gradient = (Y − T) / S
/// </code>
/// Expects logits, not probabilities: it includes the softmax, and a softmax layer before it would apply it twice.
/// With label smoothing ε, class weights c, sample weights s, K classes and W = Σₙ s[n] c[tₙ]:
/// <code>
/// q[n,j] = c[j] ((1 − ε) T[n,j] + ε/K)        loss[n] = −s[n] Σⱼ q[n,j] ln Y[n,j]        mean = (1/W) Σₙ loss[n]
/// gradient[n,j] = s[n]/W (Y[n,j] Σₖ q[n,k] − q[n,j])
/// </code>
/// Label smoothing: Szegedy et al. 2016, section 7. The combination with weights is that of PyTorch's CrossEntropyLoss.
/// Derivation: docs/derivations/softmax-cross-entropy.md.
/// </remarks>
public sealed class SoftmaxCrossEntropy : Loss
{
    private readonly float[] _classWeights;

    /// <summary>Initializes a loss on logits.</summary>
    /// <param name="labelSmoothing">ε, the fraction of each target that is spread evenly over all classes; from 0 to 1. Default 0, no smoothing, as in PyTorch.</param>
    /// <param name="classWeights">The weight of each class, one per class; finite, at least 0. Default: all 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not from 0 to 1, or a weight is negative or not finite.</exception>
    public SoftmaxCrossEntropy(float labelSmoothing = 0, ReadOnlySpan<float> classWeights = default)
    {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(labelSmoothing), labelSmoothing, string.Create(CultureInfo.InvariantCulture, $"{Kind}: label smoothing is {labelSmoothing}; expected 0 to 1."));
        }

        LabelSmoothing = labelSmoothing;
        _classWeights = Weight.OfClasses(Kind, classWeights);
    }

    /// <inheritdoc/>
    public override string Kind => "SoftmaxCrossEntropy";

    /// <inheritdoc/>
    public override bool ExpectsLogits => true;

    /// <summary>Gets ε, the fraction of each target that is spread evenly over all classes.</summary>
    public float LabelSmoothing { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ClassWeights => _classWeights;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient) =>
        CrossEntropyRows.Run(processor, output, targets.Labels, targets.Weights, _classWeights, LabelSmoothing, totalWeight, sampleLosses, gradient);
}
