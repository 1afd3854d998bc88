namespace Nabla.Cli.Benchmarks;

/// <summary>How long one repeat of some work took: the median of the samples and the quartiles between which half of them lie.</summary>
internal sealed record Timing(double Seconds, double LowerQuartile, double UpperQuartile, int Samples)
{
    /// <summary>The distance between the quartiles as a share of the median: what a noisy machine makes large.</summary>
    public double Spread => (UpperQuartile - LowerQuartile) / Seconds;

    /// <summary>Sorts the samples and reads off.</summary>
    public static Timing Of(double[] samples)
    {
        Array.Sort(samples);
        return new(Quantile(samples, 0.5), Quantile(samples, 0.25), Quantile(samples, 0.75), samples.Length);
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
