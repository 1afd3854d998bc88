using System.Globalization;

namespace Nabla.Networks;

/// <summary>Subtracts the mean and divides by the standard deviation: x = (raw − mean) / deviation, for each group of features.</summary>
/// <remarks>
/// For images a group is a colour channel and raw is the byte divided by 255;
/// for a table a group is a column. A group of constant values has deviation 0 and is divided by 1.
/// A model stores the standardizer it was trained with, which is computed on the training split and applied to every split.
/// </remarks>
/// <param name="Mean">The mean of each group.</param>
/// <param name="Deviation">The standard deviation of each group: the root of the mean squared distance from the mean (divided by n).</param>
public sealed record Standardizer(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Gets the number of groups of features.</summary>
    public int Groups => Mean.Count;

    /// <summary>Computes (raw / divisor − mean) / deviation as one fused multiply-add: raw · scale + shift, for each group.</summary>
    internal void Factors(double divisor, Span<float> scale, Span<float> shift)
    {
        for (int group = 0; group < Groups; group++)
        {
            double deviation = Deviation[group] == 0 ? 1 : Deviation[group];
            scale[group] = (float)(1 / (divisor * deviation));
            shift[group] = (float)(-Mean[group] / deviation);
        }
    }

    /// <summary>Computes the standardizer of one group of numbers. If all are equal, the deviation is 1.</summary>
    internal static Standardizer Of(ReadOnlySpan<double> numbers)
    {
        var (mean, deviation) = Spread.Of(numbers);
        return new([mean], [deviation == 0 ? 1 : deviation]);
    }

    /// <summary>Standardizes a number of one group: (raw − mean) / deviation, where a deviation of 0 is replaced by 1.</summary>
    internal double Apply(double raw, int group) => Apply(raw, Mean[group], Deviation[group] == 0 ? 1 : Deviation[group]);

    /// <summary>Standardizes a number: (raw − mean) / divisor, even if the difference of two large numbers would overflow.</summary>
    internal static double Apply(double raw, double mean, double divisor)
    {
        double distance = raw - mean;
        return double.IsFinite(distance) ? distance / divisor : (raw / divisor) - (mean / divisor);
    }

    /// <summary>Converts standardized numbers, one of each group, back to raw ones: raw = x · deviation + mean.</summary>
    internal void Restore(Span<float> numbers)
    {
        for (int group = 0; group < numbers.Length; group++)
            numbers[group] = (float)((numbers[group] * Deviation[group]) + Mean[group]);
    }

    /// <summary>Returns a standardizer whose results are multiplied by a factor, which becomes the deviation of each group.</summary>
    /// <param name="factor">The factor; finite, above 0.</param>
    public Standardizer Scaled(double factor)
    {
        if (!double.IsFinite(factor) || factor <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor), factor, string.Create(CultureInfo.InvariantCulture, $"The factor is {factor}; it must be a finite number above 0."));
        }

        return new(Mean, [.. Deviation.Select(deviation => deviation / factor)]);
    }
}
