namespace Nabla.Networks;

/// <summary>The exponential linear unit: the identity above 0, a smooth approach to −α below.</summary>
/// <remarks>
/// <code>
/// forward    y = x               where x &gt; 0,    α (eˣ − 1) elsewhere
/// backward   dx = dy ∘ (1        where x &gt; 0,    y + α      elsewhere)
/// </code>
/// Clevert, Unterthiner and Hochreiter 2015, equation 15 and 16. Claims A6, B7; conventions U7.
/// At 0 the derivative is α, as PyTorch has it.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Elu : ElementwiseLayer
{
    /// <summary>An activation for rows of this width.</summary>
    /// <param name="width">Features that come in and go out. At least 1.</param>
    /// <param name="alpha">What large negative inputs tend to, negated. Default 1 (convention U7, and the paper).</param>
    public Elu(int width, float alpha = 1)
        : base(width) => Alpha = alpha;

    /// <inheritdoc/>
    public override string Kind => "Elu";

    /// <summary>What large negative inputs tend to, negated. Default 1 (convention U7, and the paper).</summary>
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
