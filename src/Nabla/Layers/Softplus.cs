using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>A smooth rectifier.</summary>
/// <remarks>
/// <code>
/// forward    y = ln(1 + eˣ)  =  max(x, 0) + ln(1 + e^−|x|)
/// backward   dx = dy ∘ σ(x)
/// </code>
/// Claim C4. The second form cannot overflow; σ is the sigmoid.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Softplus : Layer
{
    /// <summary>An activation for rows of this width.</summary>
    /// <param name="width">Features that come in and go out. At least 1.</param>
    public Softplus(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Inputs = width;
    }

    /// <inheritdoc/>
    public override string Kind => "Softplus";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) =>
        Elementwise.Forward(pass.Processor, default(Function), x, y);

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx)
    {
        if (!dx.IsEmpty)
            Elementwise.Backward(pass.Processor, default(Function), x, y, dy, dx);
    }

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
