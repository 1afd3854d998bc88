namespace Nabla.Networks;

/// <summary>The identity: no activation.</summary>
/// <remarks>
/// <code>
/// forward    y = x
/// backward   dx = dy
/// </code>
/// Without activations a network of any depth is linear: the baseline for nonlinear ones.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
internal sealed class Identity : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    public Identity(int width)
        : base(width)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "Identity";

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
            x;

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Broadcast(1f);
    }
}
