namespace Nabla.Networks;

/// <summary>Computes W = (A + ε1)^(−1/2), the symmetric inverse square root of a positive semi-definite matrix, and its derivative.</summary>
/// <remarks>
/// The rows of V are eigenvectors, s the square roots of the eigenvalues: A + ε1 = Vᵀ diag(s²) V.
/// <code>
/// forward    R = diag(s^(−1/2)) V        W = Rᵀ R
/// backward   dA = −Rᵀ T R                T[i,j] = (R sym(dW) Rᵀ)[i,j] / (sᵢ + sⱼ)        sym(G) = (G + Gᵀ) / 2
/// </code>
/// There is no division by a difference of eigenvalues, so equal ones need no special case. Rounding may make an eigenvalue of A negative; it
/// counts as 0, so no s is below √ε. Derivation: docs/derivations/whitening.md.
/// </remarks>
internal static class InverseSquareRoot
{
    /// <summary>Returns the number of doubles of scratch memory of <see cref="Backward"/>.</summary>
    public static int ScratchLength(int size) => checked(2 * size * size);

    /// <summary>Computes W from A.</summary>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="factor">A, [size, size]; becomes R, which <see cref="Backward"/> needs.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="roots">Receives s, [size].</param>
    /// <param name="result">Receives W, [size, size], exactly symmetric.</param>
    /// <param name="scratch">Scratch memory of <see cref="SymmetricEigen.ScratchLength"/> doubles.</param>
    public static void Forward(Processor processor, Span<double> factor, double epsilon, Span<double> roots, Span<double> result, Span<double> scratch)
    {
        int size = roots.Length;
        SymmetricEigen.Decompose(processor.Width, factor, roots, scratch);
        for (int k = 0; k < size; k++)
        {
            roots[k] = Math.Sqrt(Math.Max(roots[k], 0) + epsilon);
            double scale = 1 / Math.Sqrt(roots[k]);
            foreach (ref double value in factor.Slice(k * size, size))
                value *= scale;
        }

        DoubleProduct.MultiplyTransposed(processor, factor, factor, result, size, size, size);          // W = Rᵀ R
    }

    /// <summary>Computes dA from dW.</summary>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="factor">R, as computed by the forward pass.</param>
    /// <param name="roots">s, as computed by the forward pass.</param>
    /// <param name="gradient">dW, [size, size]; becomes the symmetric dA.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> doubles.</param>
    public static void Backward(Processor processor, ReadOnlySpan<double> factor, ReadOnlySpan<double> roots, Span<double> gradient, Span<double> scratch)
    {
        int size = roots.Length;
        Span<double> product = scratch[..(size * size)], transposed = scratch[(size * size)..];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                transposed[(j * size) + i] = factor[(i * size) + j];
            for (int j = 0; j < i; j++)
            {
                double mean = (gradient[(i * size) + j] + gradient[(j * size) + i]) / 2;
                (gradient[(i * size) + j], gradient[(j * size) + i]) = (mean, mean);
            }
        }

        DoubleProduct.Multiply(processor, factor, gradient, product, size, size, size);                 // R sym(dW)
        DoubleProduct.Multiply(processor, product, transposed, gradient, size, size, size);                 // R sym(dW) Rᵀ
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                gradient[(i * size) + j] /= -(roots[i] + roots[j]);                                     // −T
        }

        DoubleProduct.Multiply(processor, gradient, factor, product, size, size, size);                 // −T R
        DoubleProduct.MultiplyTransposed(processor, factor, product, gradient, size, size, size);       // −Rᵀ T R
    }
}
