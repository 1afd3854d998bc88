namespace Nabla.Networks;

/// <summary>Clipping by the global norm: a gradient that is too long is shortened, all parameters by the same factor.</summary>
/// <remarks>
/// <code>
/// n = √Σ g²      g ← c g with c = greatest / (n + 1e-6), if c is below 1
/// </code>
/// Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks"; the 1e-6 is that of PyTorch's clip_grad_norm_. The
/// norm is summed in double precision, in the order of <see cref="DotProduct"/>, c rounded to single: the same bits for any number of threads and
/// width. A norm that is not finite clips nothing, so that a gradient which is not finite can still be seen.
/// </remarks>
internal sealed class GradientClipping
{
    /// <summary>The rule.</summary>
    /// <param name="greatestNorm">What the norm is at most, afterwards: a finite number above 0. There is no default: it depends on the task.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public GradientClipping(double greatestNorm)
    {
        if (!(greatestNorm > 0 && double.IsFinite(greatestNorm)))
            throw new ArgumentOutOfRangeException(nameof(greatestNorm), greatestNorm, FormattableString.Invariant($"The maximum norm is {greatestNorm}; it must be a finite number above 0."));
        GreatestNorm = greatestNorm;
    }

    /// <summary>What the norm is at most, afterwards.</summary>
    public double GreatestNorm { get; }

    /// <summary>Shortens the gradients if they are too long. Allocates nothing.</summary>
    /// <param name="processor">Where the kernels run.</param>
    /// <param name="parameters">Their gradients are read, and changed if they must be.</param>
    /// <returns>The norm before.</returns>
    public double Apply(Processor processor, ParameterStore parameters)
    {
        var gradients = parameters.Gradients;
        double norm = Math.Sqrt(DotProduct.Run(processor, gradients, gradients)), factor = GreatestNorm / (norm + 1e-6);
        if (factor < 1 && double.IsFinite(norm))
            ScaledSum.Scale(processor, (float)factor, gradients);
        return norm;
    }
}
