namespace Nabla.Networks;

/// <summary>The rectified linear unit: max(0, x).</summary>
/// <remarks>
/// <code>
/// forward    y = max(0, x)
/// backward   dx = dy ∘ (1 where x &gt; 0, 0 elsewhere)
/// </code>
/// The derivative at 0 is defined as 0, as in PyTorch.
/// NaN propagates, so that divergence is detected.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Relu : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    public Relu(int width)
        : base(width)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "Relu";

    /// <inheritdoc/>
    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) =>
        Elementwise.Forward(pass.Processor, default(Function), x, y);

    /// <inheritdoc/>
    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) =>
        Elementwise.Backward(pass.Processor, default(Function), x, y, dy, dx);

    private readonly struct Function : IElementwiseFunction
    {
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(TLanes.Broadcast(0f), x), TLanes.Broadcast(0f), x);

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(x, TLanes.Broadcast(0f)), TLanes.Broadcast(1f), TLanes.Broadcast(0f));
    }
}
