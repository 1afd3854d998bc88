namespace Nabla.Networks;

/// <summary>Converts each row to probabilities: positive, with sum 1.</summary>
/// <remarks>
/// Indices: n sample, j and k class.
/// <code>
/// forward    y[n,j] = exp(x[n,j] − mₙ) / Σₖ exp(x[n,k] − mₙ)        mₙ = maxₖ x[n,k]
/// backward   dx = y ∘ (dy − (dy ∘ y) 1 1ᵀ)
/// </code>
/// The Jacobian diag(y) − y yᵀ is never formed: its product with dy takes one pass over the row.
/// To train a classifier, use the loss <c>SoftmaxCrossEntropy</c> on the logits instead. It includes the softmax, so a network that also ends
/// in this layer would apply it twice.
/// Derivation: docs/derivations/softmax.md.
/// </remarks>
public sealed class Softmax : Layer
{
    /// <summary>Initializes a softmax layer.</summary>
    /// <param name="width">The number of classes; at least 1.</param>
    public Softmax(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Inputs = width;
    }

    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) =>
        SoftmaxRows.Forward(pass.Processor, x, y);

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        if (!dx.IsEmpty)
            SoftmaxRows.Backward(pass.Processor, y, dy, dx);
    }
}
