using Nabla.Studies;

namespace Nabla.Reports.Charts;

/// <summary>Formats means and their deviations.</summary>
internal static class Deviations
{
    /// <summary>"2 standard deviations", "1 standard deviation".</summary>
    public static string Reach(double factor) => Figures.Invariant($"{factor:0.##} standard {(factor == 1 ? "deviation" : "deviations")}");

    /// <summary>Formats a mean: "50.4 ± 1.2 %", or with one run only "50.4 %".</summary>
    /// <param name="spread">The figure.</param>
    /// <param name="factor">The number of standard deviations after the ±.</param>
    /// <param name="format">Formats a number.</param>
    /// <param name="unit">The text after both, including a leading space.</param>
    public static string Show(Spread spread, double factor, Func<double, string> format, string unit = "") =>
        spread.Deviation is { } deviation ? $"{format(spread.Mean)}\u00a0±\u00a0{format(factor * deviation)}{unit}" : format(spread.Mean) + unit;
}
