using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>(running Σ + ε1)^(−1/2), decomposed when the running covariance has changed and not before.</summary>
/// <remarks>
/// The answer depends on the covariance alone, to the bit. It is remembered together with the covariance that it belongs to, in an object that
/// never changes, so threads may ask at once: at worst two of them compute the same.
/// </remarks>
internal sealed class RunningWhitening(int width, float epsilon)
{
    private volatile Known? _latest;

    /// <summary>W for this covariance, [width, width], in panels. Allocates when the covariance is not the one of the last call.</summary>
    public float[] For(Processor processor, PanelView covariance)
    {
        var latest = _latest;
        if (latest is null || !Bits(covariance.Data).SequenceEqual(Bits(latest.Covariance)))
            _latest = latest = Decompose(processor, covariance);
        return latest.Whitening;
    }

    private Known Decompose(Processor processor, PanelView covariance)
    {
        double[] factor = [.. covariance.ToRowMajor().Select(value => (double)value)], whitening = new double[factor.Length];
        InverseSquareRoot.Forward(processor, factor, epsilon, new double[width], whitening, new double[SymmetricEigen.ScratchLength(width)]);
        float[] panels = new float[factor.Length];
        new PanelView(panels, width, width).CopyFromRowMajor([.. whitening.Select(value => (float)value)]);
        return new(covariance.Data.ToArray(), panels);
    }

    // By their bits: a NaN must equal itself.
    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);

    private sealed record Known(float[] Covariance, float[] Whitening);
}
