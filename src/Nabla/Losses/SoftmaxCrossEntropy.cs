using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>The cross-entropy of the softmax of the logits: what a classifier is trained with.</summary>
/// <remarks>
/// S samples, z logits, t the true class, Y = softmax(z), T one row of zeros with a one at t for each sample. Claims A11, B10, C22, C30.
/// <code>
/// loss[n] = −ln Y[n,tₙ] = ln Σₖ exp(z[n,k]) − z[n,tₙ]        mean = (1/S) Σₙ loss[n]
/// gradient = (Y − T) / S
/// </code>
/// On logits, never on probabilities: a softmax before it would be the second one.
/// With label smoothing ε, class weights c, sample weights s, K classes and W = Σₙ s[n] c[tₙ]:
/// <code>
/// q[n,j] = c[j] ((1 − ε) T[n,j] + ε/K)        loss[n] = −s[n] Σⱼ q[n,j] ln Y[n,j]        mean = (1/W) Σₙ loss[n]
/// gradient[n,j] = s[n]/W (Y[n,j] Σₖ q[n,k] − q[n,j])
/// </code>
/// Smoothing: Szegedy et al. 2016, section 7. Both together: as PyTorch's CrossEntropyLoss.
/// Derivation: docs/derivations/softmax-cross-entropy.md.
/// </remarks>
public sealed class SoftmaxCrossEntropy : Loss
{
    private readonly float[] _classWeights;

    /// <summary>A loss on logits.</summary>
    /// <param name="labelSmoothing">The share ε of each target that is spread evenly over all classes, 0 to 1. Default 0: none, as PyTorch.</param>
    /// <param name="classWeights">How much each class counts: one a class, finite, at least 0. Default: each counts 1.</param>
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

    /// <summary>The share of each target that is spread evenly over all classes.</summary>
    public float LabelSmoothing { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ClassWeights => _classWeights;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient) =>
        CrossEntropyRows.Run(processor, output, targets.Labels, targets.Weights, _classWeights, LabelSmoothing, totalWeight, sampleLosses, gradient);
}
