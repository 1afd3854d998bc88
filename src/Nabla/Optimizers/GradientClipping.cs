namespace Nabla.Networks;

/// <summary>Gradient clipping by the global norm: scales all gradients by the same factor if their norm exceeds a maximum.</summary>
/// <remarks>
/// <code>
/// n = √Σ g²      g ← c g with c = maximum / (n + 1e-6), if c is below 1
/// </code>
/// Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks"; the 1e-6 is that of PyTorch's clip_grad_norm_. The
/// norm is summed in double precision, in the order of <see cref="DotProduct"/>, c rounded to single: the same bits for any number of threads and
/// vector width. A norm that is not finite clips nothing, so that gradients that are not finite remain detectable.
/// </remarks>
internal sealed class GradientClipping
{
    /// <summary>Initializes the clipping.</summary>
    /// <param name="maxNorm">The maximum norm; finite, above 0. No default, since it depends on the task.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public GradientClipping(double maxNorm)
    {
        if (!(maxNorm > 0 && double.IsFinite(maxNorm)))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, FormattableString.Invariant($"The maximum norm is {maxNorm}; it must be a finite number above 0."));
        MaxNorm = maxNorm;
    }

    /// <summary>Gets the maximum norm.</summary>
    public double MaxNorm { get; }

    /// <summary>Scales the gradients down if their norm exceeds the maximum. Allocates nothing.</summary>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="parameters">The parameters whose gradients are scaled.</param>
    /// <returns>The norm before clipping.</returns>
    public double Apply(Processor processor, ParameterStore parameters)
    {
        var gradients = parameters.Gradients;
        double norm = Math.Sqrt(DotProduct.Run(processor, gradients, gradients)), factor = MaxNorm / (norm + 1e-6);
        if (factor < 1 && double.IsFinite(norm))
            ScaledSum.Scale(processor, (float)factor, gradients);
        return norm;
    }
}
