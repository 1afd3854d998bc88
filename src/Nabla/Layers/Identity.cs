using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>What comes in goes out: no activation.</summary>
/// <remarks>
/// <code>
/// forward    y = x
/// backward   dx = dy
/// </code>
/// With it a network of any depth is linear: the baseline to beat.
/// Derivation: docs/derivations/activations.md.
/// </remarks>
public sealed class Identity : Layer
{
    /// <summary>An activation for rows of this width.</summary>
    /// <param name="width">Features that come in and go out. At least 1.</param>
    public Identity(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Inputs = width;
    }

    /// <inheritdoc/>
    public override string Kind => "Identity";

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
            where TLanes : struct, ILanes<TLanes> =>
            x;

        public TLanes Derivative<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            TLanes.Broadcast(1f);
    }
}
