namespace Nabla.Networks;

/// <summary>The rectifier: what is above 0 passes.</summary>
/// <remarks>
/// <code>
/// forward    y = max(0, x)
/// backward   dx = dy ∘ (1 where x &gt; 0, 0 elsewhere)
/// </code>
/// Claims A6, C1, C9: the derivative at 0 is taken as 0.
/// NaN passes, so that a diverging run is seen.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Relu : ElementwiseLayer
{
    /// <summary>An activation for rows of this width.</summary>
    /// <param name="width">Features that come in and go out. At least 1.</param>
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
