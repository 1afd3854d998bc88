using System.Globalization;

namespace Nabla.Cli.Display;

/// <summary>How numbers look to people: in no culture, so that a screenshot from anywhere reads the same.</summary>
internal static class Figures
{
    /// <summary>63.4 %</summary>
    /// <remarks>As on the report's pages.</remarks>
    public static string Percent(double share) => Reports.Figures.Percent(share).Replace('\u00a0', ' ');

    /// <summary>1.0432; very large losses as 1.23e+08.</summary>
    public static string Loss(double loss) => loss < 10_000 ? loss.ToString("F4", CultureInfo.InvariantCulture) : loss.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>0.634</summary>
    public static string Share(double share) => share.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Five significant digits: 52.731, 0.00012346, 1.2346e+08.</summary>
    public static string Rounded(double value) => value != 0 && Math.Abs(value) is < 1e-4 or >= 1e7
        ? value.ToString("0.####e+00", CultureInfo.InvariantCulture)
        : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>18,204</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As short as reads back the same.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>4.2 s, below a minute; then 1:02 and 1:02:03.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s") : Clock(time);

    /// <summary>0:12, 1:02:03</summary>
    public static string Clock(TimeSpan time) =>
        time.ToString(time < TimeSpan.FromHours(1) ? @"m\:ss" : time < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>"1 epoch", "2 epochs".</summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
