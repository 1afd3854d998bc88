using System.Globalization;

namespace Nabla.Cli.Display;

/// <summary>Formats numbers culture-invariantly, so that output is the same everywhere.</summary>
internal static class Figures
{
    /// <summary>Formats a fraction in per cent: 63.4 %.</summary>
    /// <remarks>The same as in reports.</remarks>
    public static string Percent(double share) => Reports.Figures.Percent(share).Replace('\u00a0', ' ');

    /// <summary>Formats a loss: 1.0432; very large ones as 1.23e+08.</summary>
    public static string Loss(double loss) => loss < 10_000 ? loss.ToString("F4", CultureInfo.InvariantCulture) : loss.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>Formats a fraction: 0.634.</summary>
    public static string Share(double share) => share.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Formats five significant digits: 52.731, 0.00012346, 1.2346e+08.</summary>
    public static string Rounded(double value) => value != 0 && Math.Abs(value) is < 1e-4 or >= 1e7
        ? value.ToString("0.####e+00", CultureInfo.InvariantCulture)
        : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>Formats an integer: 18,204.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a number in its shortest round-trip form.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Formats a duration: 4.2 s below a minute; then 1:02 and 1:02:03.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s") : Clock(time);

    /// <summary>Formats a clock time: 0:12, 1:02:03.</summary>
    public static string Clock(TimeSpan time) =>
        time.ToString(time < TimeSpan.FromHours(1) ? @"m\:ss" : time < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>Formats a count with its noun: "1 epoch", "2 epochs".</summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
