namespace Nabla.Networks;

/// <summary>The cross-entropy of probabilities, as a <c>Softmax</c> layer outputs them.</summary>
/// <remarks>
/// S samples, Y probabilities, t the true class, T one row of zeros with a one at t for each sample. Claims A8 (as corrected), B8.
/// <code>
/// loss[n] = −ln Y[n,tₙ]        mean = (1/S) Σₙ loss[n]
/// gradient = −(1/S) T / Y      (element by element)
/// </code>
/// Composed with softmax it equals <see cref="SoftmaxCrossEntropy"/>, except where a probability underflows: ln 0 is −∞ here and not there.
/// Train with the other; this one is for showing that they agree. Weighted, 1/S becomes w[n]/W, as <see cref="Loss"/> says.
/// Derivation: docs/derivations/softmax-cross-entropy.md.
/// </remarks>
public sealed class NegativeLogLikelihood : Loss
{
    private readonly float[] _classWeights;

    /// <summary>A loss on probabilities.</summary>
    /// <param name="classWeights">How much each class counts: one a class, finite, at least 0. Default: each counts 1.</param>
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
