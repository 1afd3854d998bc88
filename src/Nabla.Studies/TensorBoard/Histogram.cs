namespace Nabla.Studies;

/// <summary>A histogram with 64 intervals of equal width between the smallest and the largest value.</summary>
/// <param name="Minimum">The minimum.</param>
/// <param name="Maximum">The maximum.</param>
/// <param name="Count">The number of finite values.</param>
/// <param name="Sum">The sum of the values.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
/// <param name="Limits">The upper end of each interval; an interval includes its lower end but, except for the last, not its upper one.</param>
/// <param name="Counts">The number of values in each interval.</param>
internal sealed record Histogram(double Minimum, double Maximum, long Count, double Sum, double SumOfSquares, IReadOnlyList<double> Limits, IReadOnlyList<double> Counts)
{
    private const int Intervals = 64;

    /// <summary>Creates a histogram; returns null if no value is finite.</summary>
    public static Histogram? Of(ReadOnlySpan<float> values)
    {
        double minimum = double.PositiveInfinity, maximum = double.NegativeInfinity, sum = 0, squares = 0;
        long count = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                continue;
            count++;
            sum += value;
            squares += (double)value * value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        if (count == 0)
            return null;
        if (minimum == maximum)
            return new(minimum, maximum, count, sum, squares, [maximum], [count]);

        double width = (maximum - minimum) / Intervals;
        double[] counts = new double[Intervals];
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                counts[Math.Min(Intervals - 1, (int)((value - minimum) / width))]++;
        }

        return new(minimum, maximum, count, sum, squares, [.. Enumerable.Range(1, Intervals).Select(i => i == Intervals ? maximum : minimum + (i * width))], counts);
    }
}
