namespace Nabla.Studies;

/// <summary>How one figure came out over several seeds.</summary>
/// <param name="Count">How many runs have it.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation; null where there are too few: one run has none.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The largest.</param>
public sealed record Spread(int Count, double Mean, double? Deviation, double Least, double Greatest)
{
    /// <summary>Of the finite numbers among some.</summary>
    /// <param name="values">The figure of each run.</param>
    /// <param name="ddof">
    /// The squares' sum is divided by the count less this: 1 estimates the deviation of all seeds there could be, 0 describes these alone
    /// (NumPy's default).
    /// </param>
    /// <returns>Null when none is finite.</returns>
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
