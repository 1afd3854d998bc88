namespace Nabla.Networks;

/// <summary>A smooth approximation of the rectified linear unit.</summary>
/// <remarks>
/// <code>
/// forward    y = ln(1 + eˣ)  =  max(x, 0) + ln(1 + e^−|x|)
/// backward   dx = dy ∘ σ(x)
/// </code>
/// The second form cannot overflow; σ is the sigmoid.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Softplus : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    public Softplus(int width)
        : base(width)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "Softplus";

    /// <inheritdoc/>
    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) =>
        Elementwise.Forward(pass.Processor, default(Function), x, y);

    /// <inheritdoc/>
    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) =>
        Elementwise.Backward(pass.Processor, default(Function), x, y, dy, dx);

    private readonly struct Function : IElementwiseFunction
    {
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes>
        {
            var zero = TLanes.Broadcast(0f);
            return TLanes.Select(TLanes.GreaterThan(zero, x), zero, x) + Elementary.Log1p(Elementary.Exp(zero - TLanes.Abs(x)));
        }

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            Sigmoid.Logistic(x);
    }
}
