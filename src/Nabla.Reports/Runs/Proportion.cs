namespace Nabla.Reports.Runs;

/// <summary>Computes confidence intervals of observed fractions.</summary>
internal static class Proportion
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Returns Wilson's 95 % confidence interval (Wilson 1927), which stays within 0 and 1.</summary>
    /// <param name="share">The observed fraction.</param>
    /// <param name="count">The sample size.</param>
    public static (double Least, double Most) Interval(double share, long count)
    {
        if (count == 0)
            return (0, 1);
        double z = Normal95, square = z * z / count;
        double middle = (share + (square / 2)) / (1 + square);
        double half = z * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count))) / (1 + square);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
