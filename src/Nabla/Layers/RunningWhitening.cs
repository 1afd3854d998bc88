using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>Computes (running Σ + ε1)^(−1/2), and recomputes it only if the running covariance has changed.</summary>
/// <remarks>
/// The result depends only on the covariance, bit for bit. It is cached together with its covariance in an immutable object, so several threads
/// may call at the same time; at worst two of them compute the same matrix.
/// </remarks>
internal sealed class RunningWhitening(int width, float epsilon)
{
    private volatile Known? _latest;

    /// <summary>Returns W for this covariance, [width, width], in panels. Allocates if the covariance differs from that of the last call.</summary>
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

    // Compares bits, because a NaN must equal itself.
    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);

    private sealed record Known(float[] Covariance, float[] Whitening);
}
