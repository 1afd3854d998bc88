namespace Nabla.Networks;

/// <summary>The hyperbolic tangent: from −1 to 1.</summary>
/// <remarks>
/// <code>
/// forward    y = tanh x
/// backward   dx = dy ∘ (1 − y²)
/// </code>
/// Claim C6.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Tanh : ElementwiseLayer
{
    /// <summary>An activation for rows of this width.</summary>
    /// <param name="width">Features that come in and go out. At least 1.</param>
    public Tanh(int width)
        : base(width)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "Tanh";

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
            Elementary.Tanh(x);

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.FusedMultiplyAdd(TLanes.Broadcast(0f) - y, y, TLanes.Broadcast(1f));
    }
}
