using Nabla.Studies;

namespace Nabla.Reports.Charts;

/// <summary>How means and their deviations are written.</summary>
internal static class Deviations
{
    /// <summary>"2 standard deviations", "1 standard deviation".</summary>
    public static string Reach(double factor) => Figures.Invariant($"{factor:0.##} standard {(factor == 1 ? "deviation" : "deviations")}");

    /// <summary>"50.4 ± 1.2 %"; of one run alone "50.4 %".</summary>
    /// <param name="spread">The figure.</param>
    /// <param name="factor">How many standard deviations stand behind the ±.</param>
    /// <param name="format">Writes a number.</param>
    /// <param name="unit">What stands behind both, with the space before it.</param>
    public static string Show(Spread spread, double factor, Func<double, string> format, string unit = "") =>
        spread.Deviation is { } deviation ? $"{format(spread.Mean)}\u00a0±\u00a0{format(factor * deviation)}{unit}" : format(spread.Mean) + unit;
}
