namespace Nabla.Networks;

/// <summary>The logistic function, with outputs from 0 to 1 and ½ at 0.</summary>
/// <remarks>
/// <code>
/// forward    y = 1 / (1 + e⁻ˣ)
/// backward   dx = dy ∘ y ∘ (1 − y)
/// </code>
/// Computed from e^−|x|, which cannot overflow.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Sigmoid : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    public Sigmoid(int width)
        : base(width)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "Sigmoid";

    /// <inheritdoc/>
    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) =>
        Elementwise.Forward(pass.Processor, default(Function), x, y);

    /// <inheritdoc/>
    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) =>
        Elementwise.Backward(pass.Processor, default(Function), x, y, dy, dx);

    /// <summary>Computes σ(x) = 1/(1 + e^−|x|) for x &gt; 0 and e^−|x|/(1 + e^−|x|) elsewhere.</summary>
    internal static TLanes Logistic<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (zero, one) = (TLanes.Broadcast(0f), TLanes.Broadcast(1f));
        var e = Elementary.Exp(zero - TLanes.Abs(x));
        return TLanes.Select(TLanes.GreaterThan(x, zero), one, e) / (one + e);
    }

    private readonly struct Function : IElementwiseFunction
    {
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => Logistic(x);

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            y * (TLanes.Broadcast(1f) - y);
    }
}
