namespace Nabla.Studies;

/// <summary>The distribution of one figure over several seeds.</summary>
/// <param name="Count">The number of runs that have it.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation; null for one run.</param>
/// <param name="Least">The minimum.</param>
/// <param name="Greatest">The maximum.</param>
public sealed record Spread(int Count, double Mean, double? Deviation, double Least, double Greatest)
{
    /// <summary>Computes the distribution of the finite values.</summary>
    /// <param name="values">The figure of each run.</param>
    /// <param name="ddof">
    /// The delta degrees of freedom, subtracted from the count in the divisor: 1 estimates the deviation over all possible seeds, 0 describes these only
    /// (NumPy's default).
    /// </param>
    /// <returns>The distribution; null if no value is finite.</returns>
    public static Spread? Of(IEnumerable<double> values, int ddof = 1)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            return null;
        double mean = finite.Sum() / finite.Length;
        double? deviation = finite.Length > ddof && finite.Length > 1
            ? Math.Sqrt(finite.Sum(value => (value - mean) * (value - mean)) / (finite.Length - ddof))
            : null;
        return new(finite.Length, mean, deviation, finite.Min(), finite.Max());
    }
}
