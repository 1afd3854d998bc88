namespace Nabla.Networks;

/// <summary>The negative log-likelihood (cross-entropy) of probabilities, as a <c>Softmax</c> layer outputs them.</summary>
/// <remarks>
/// S samples, Y probabilities, t the true class, T the one-hot rows of the true classes.
/// <code>
/// loss[n] = −ln Y[n,tₙ]        mean = (1/S) Σₙ loss[n]
/// gradient = −(1/S) T / Y      (element by element)
/// </code>
/// Composed with softmax it equals <see cref="SoftmaxCrossEntropy"/>, except where a probability underflows: ln 0 is −∞ here and not there.
/// Prefer the latter for training; this class exists to show that they agree. With weights, 1/S becomes w[n]/W, as in <see cref="Loss"/>.
/// Derivation: docs/derivations/softmax-cross-entropy.md.
/// </remarks>
public sealed class NegativeLogLikelihood : Loss
{
    private readonly float[] _classWeights;

    /// <summary>Initializes a loss on probabilities.</summary>
    /// <param name="classWeights">The weight of each class, one per class; finite, at least 0. Default: all 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public NegativeLogLikelihood(ReadOnlySpan<float> classWeights = default) => _classWeights = Weight.OfClasses(Kind, classWeights);

    /// <inheritdoc/>
    public override string Kind => "NegativeLogLikelihood";

    /// <inheritdoc/>
    public override bool ExpectsProbabilities => true;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> ClassWeights => _classWeights;

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient) =>
        NegativeLogRows.Compute(output, targets.Labels, targets.Weights, _classWeights, totalWeight, sampleLosses, gradient);
}
