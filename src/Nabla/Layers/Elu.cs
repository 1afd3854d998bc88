namespace Nabla.Networks;

/// <summary>The exponential linear unit: the identity above 0, smoothly approaching −α below.</summary>
/// <remarks>
/// <code>
/// forward    y = x               where x &gt; 0,    α (eˣ − 1) elsewhere
/// backward   dx = dy ∘ (1        where x &gt; 0,    y + α      elsewhere)
/// </code>
/// Clevert, Unterthiner and Hochreiter 2015, equations 15 and 16.
/// At 0 the derivative is α, as in PyTorch.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Elu : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    /// <param name="alpha">α: large negative inputs tend to −α. Default 1, as in the paper.</param>
    public Elu(int width, float alpha = 1)
        : base(width) => Alpha = alpha;

    /// <inheritdoc/>
    public override string Kind => "Elu";

    /// <summary>Gets α: large negative inputs tend to −α.</summary>
    public float Alpha { get; }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs).With("alpha", Alpha);

    /// <inheritdoc/>
    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) =>
        Elementwise.Forward(pass.Processor, new Function(Alpha), x, y);

    /// <inheritdoc/>
    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) =>
        Elementwise.Backward(pass.Processor, new Function(Alpha), x, y, dy, dx);

    private readonly struct Function(float alpha) : IElementwiseFunction
    {
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(x, TLanes.Broadcast(0f)), x, TLanes.Broadcast(alpha) * Elementary.Expm1(x));

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(x, TLanes.Broadcast(0f)), TLanes.Broadcast(1f), y + TLanes.Broadcast(alpha));
    }
}
