using Nabla.Networks;

namespace Nabla;

public sealed partial class Processor
{
    /// <summary>Computes y = 1b + x w, the output of a linear layer.</summary>
    /// <remarks>Each element is one chain of fused multiply-adds in the order of its sum, so results are bit-identical for every vector width and number of threads.</remarks>
    /// <param name="x">The input, [samples, inputs].</param>
    /// <param name="w">The weight, [inputs, outputs].</param>
    /// <param name="bias">The bias, [outputs].</param>
    /// <param name="y">Receives the output, [samples, outputs].</param>
    /// <exception cref="ArgumentException">The shapes are inconsistent.</exception>
    public void Affine(ReadOnlyMatrixView x, PanelView w, ReadOnlySpan<float> bias, MatrixView y) => Product.Affine(this, x, w, bias, y);

    /// <summary>Computes dw += xᵀ dy, the weight gradient of a linear layer.</summary>
    /// <remarks><inheritdoc cref="Affine" path="/remarks/node()"/></remarks>
    /// <param name="x">The input, [samples, inputs].</param>
    /// <param name="dy">The gradient of the output, [samples, outputs].</param>
    /// <param name="dw">The gradient of the weight, [inputs, outputs].</param>
    /// <param name="isZero">Whether to treat the contents of <paramref name="dw"/> as 0. Default false.</param>
    /// <exception cref="ArgumentException">The shapes are inconsistent.</exception>
    public void AddTransposedLeft(ReadOnlyMatrixView x, ReadOnlyMatrixView dy, PanelView dw, bool isZero = false) => Product.AddTransposedLeft(this, x, dy, dw, isZero);

    /// <summary>Computes dx = dy wᵀ, the input gradient of a linear layer.</summary>
    /// <remarks><inheritdoc cref="Affine" path="/remarks/node()"/></remarks>
    /// <param name="dy">The gradient of the output, [samples, outputs].</param>
    /// <param name="w">The weight, [inputs, outputs].</param>
    /// <param name="dx">Receives the gradient of the input, [samples, inputs].</param>
    /// <exception cref="ArgumentException">The shapes are inconsistent.</exception>
    public void TransposedRight(ReadOnlyMatrixView dy, PanelView w, MatrixView dx) => Product.TransposedRight(this, dy, w, dx);
}
