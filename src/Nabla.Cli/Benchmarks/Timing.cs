namespace Nabla.Cli.Benchmarks;

/// <summary>The times of one repeat of some work, sample by sample, in order.</summary>
internal sealed class Timing(double[] samples)
{
    private readonly double[] _sorted = [.. samples.Order()];

    /// <summary>Gets the number of samples.</summary>
    public int Samples => samples.Length;

    /// <summary>Gets the median, in seconds.</summary>
    public double Seconds => Quantile(_sorted, 0.5);

    /// <summary>Gets the lower quartile.</summary>
    public double LowerQuartile => Quantile(_sorted, 0.25);

    /// <summary>Gets the upper quartile.</summary>
    public double UpperQuartile => Quantile(_sorted, 0.75);

    /// <summary>Gets the interquartile range relative to the median, which is large on a noisy machine.</summary>
    public double Spread => (UpperQuartile - LowerQuartile) / Seconds;

    /// <summary>Returns the time relative to another work sampled alternately with it.</summary>
    /// <remarks>The median of the samples' ratios, not the ratio of the medians: what disturbed one sample also disturbed the adjacent one.</remarks>
    public double RatioTo(Timing other) => Quantile([.. samples.Zip(other.InOrder, (own, others) => own / others).Order()], 0.5);

    private double[] InOrder => samples;

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
