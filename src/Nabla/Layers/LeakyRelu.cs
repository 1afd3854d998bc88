namespace Nabla.Networks;

/// <summary>The leaky rectified linear unit: a small slope below 0.</summary>
/// <remarks>
/// <code>
/// forward    y = x          where x &gt; 0,    α x    elsewhere
/// backward   dx = dy ∘ (1   where x &gt; 0,    α      elsewhere)
/// </code>
/// Maas, Hannun and Ng 2013. At 0 the derivative is α, as in PyTorch.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class LeakyRelu : ElementwiseLayer
{
    /// <summary>Initializes the activation.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    /// <param name="slope">α, the slope below 0. Default 0.01, as in the paper and PyTorch.</param>
    public LeakyRelu(int width, float slope = 0.01f)
        : base(width) => Slope = slope;

    /// <inheritdoc/>
    public override string Kind => "LeakyRelu";

    /// <summary>Gets α, the slope below 0.</summary>
    public float Slope { get; }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs).With("slope", Slope);

    /// <inheritdoc/>
    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) =>
        Elementwise.Forward(pass.Processor, new Function(Slope), x, y);

    /// <inheritdoc/>
    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) =>
        Elementwise.Backward(pass.Processor, new Function(Slope), x, y, dy, dx);

    private readonly struct Function(float slope) : IElementwiseFunction
    {
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(x, TLanes.Broadcast(0f)), x, TLanes.Broadcast(slope) * x);

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.GreaterThan(x, TLanes.Broadcast(0f)), TLanes.Broadcast(1f), TLanes.Broadcast(slope));
    }
}
