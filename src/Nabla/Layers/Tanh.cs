namespace Nabla.Networks;

/// <summary>The hyperbolic tangent, with outputs from −1 to 1.</summary>
/// <remarks>
/// <code>
/// forward    y = tanh x
/// backward   dx = dy ∘ (1 − y²)
/// </code>
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Tanh : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
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
