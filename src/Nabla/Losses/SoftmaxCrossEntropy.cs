using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Losses;

/// <summary>The cross-entropy of the softmax of the logits: what a classifier is trained with.</summary>
/// <remarks>
/// S samples, z logits, t the true class, Y = softmax(z), T one row of zeros with a one at t for each sample. Claims A11, B10, C22, C30.
/// <code>
/// loss[n] = −ln Y[n,tₙ] = ln Σₖ exp(z[n,k]) − z[n,tₙ]        mean = (1/S) Σₙ loss[n]
/// gradient = (Y − T) / S
/// </code>
/// On logits, never on probabilities: a softmax before it would be the second one.
/// Derivation: docs/derivations/softmax-cross-entropy.md.
/// </remarks>
public sealed class SoftmaxCrossEntropy : Loss
{
    /// <inheritdoc/>
    public override string Kind => "SoftmaxCrossEntropy";

    /// <inheritdoc/>
    protected override void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, ReadOnlySpan<int> labels, Span<float> sampleLosses, MatrixView gradient) =>
        SoftmaxRows.CrossEntropy(processor, output, labels, sampleLosses, gradient, 1f / output.Rows);
}
