namespace Nabla.Cli.Benchmarks;

/// <summary>How long one repeat of some work took, sample by sample, in the order in which they were taken.</summary>
internal sealed class Timing(double[] samples)
{
    private readonly double[] _sorted = [.. samples.Order()];

    /// <summary>How many samples there are.</summary>
    public int Samples => samples.Length;

    /// <summary>The median, in seconds.</summary>
    public double Seconds => Quantile(_sorted, 0.5);

    /// <summary>A quarter of the samples are shorter.</summary>
    public double LowerQuartile => Quantile(_sorted, 0.25);

    /// <summary>A quarter of the samples are longer.</summary>
    public double UpperQuartile => Quantile(_sorted, 0.75);

    /// <summary>The distance between the quartiles as a share of the median: what a noisy machine makes large.</summary>
    public double Spread => (UpperQuartile - LowerQuartile) / Seconds;

    /// <summary>How many times as long as another work that was sampled in turn with it.</summary>
    /// <remarks>The median over the samples' ratios, not the ratio of the medians: what disturbed one sample disturbed its neighbour.</remarks>
    public double RatioTo(Timing other) => Quantile([.. samples.Zip(other.InOrder, (own, others) => own / others).Order()], 0.5);

    private double[] InOrder => samples;

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
