using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>A layer that applies one function to every element: what all activations share.</summary>
/// <remarks>
/// <code>
/// forward    y = f(x)
/// backward   dx = dy ∘ f′(x)
/// </code>
/// Claims A6 and B7. The function and its derivative stand in the layer's own file.
/// </remarks>
public abstract class ElementwiseLayer : Layer
{
    private protected ElementwiseLayer(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Inputs = width;
    }

    /// <inheritdoc/>
    public sealed override int Inputs { get; }

    /// <inheritdoc/>
    public sealed override int Outputs => Inputs;

    /// <inheritdoc/>
    protected sealed override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) =>
        Apply(pass.Processor, x, y);

    /// <inheritdoc/>
    protected sealed override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        if (!dx.IsEmpty)
            ApplyDerivative(pass.Processor, x, y, dy, dx);
    }

    /// <summary>y = f(x): a call of <see cref="Elementwise.Forward"/> with the layer's function.</summary>
    private protected abstract void Apply(Processor processor, ReadOnlyMatrixView x, MatrixView y);

    /// <summary>dx = dy ∘ f′(x): a call of <see cref="Elementwise.Backward"/> with the layer's function.</summary>
    private protected abstract void ApplyDerivative(
        Processor processor, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx);
}
