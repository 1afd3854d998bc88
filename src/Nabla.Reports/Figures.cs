using System.Globalization;

namespace Nabla.Reports;

/// <summary>Formats numbers culture-invariantly, so that a report has the same bytes wherever it is written.</summary>
public static class Figures
{
    /// <summary>Formats a fraction in per cent: 63.4 %.</summary>
    public static string Percent(double share) => $"{Points(share)}\u00a0%";

    /// <summary>Formats a fraction in percentage points: 63.4.</summary>
    /// <remarks>Rounds the decimal representation: 0.4955 becomes 49.6, although no double is exactly 0.4955.</remarks>
    public static string Points(double share) => Math.Abs(share) < 1e6 ? Invariant($"{decimal.Round((decimal)(100 * share), 1, MidpointRounding.AwayFromZero):F1}") : Invariant($"{100 * share:F1}");

    /// <summary>Formats a difference of fractions in percentage points: +1.50.</summary>
    public static string SignedPoints(double difference) => Invariant($"{100 * difference:+0.00;−0.00;0.00}");

    /// <summary>Formats a loss: 1.0432; very large ones as 1.23e+08.</summary>
    public static string Loss(double loss) => Math.Abs(loss) < 10_000 ? Invariant($"{loss:F4}") : loss.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>Formats a fraction: 0.634.</summary>
    public static string Share(double share) => Invariant($"{share:F3}");

    /// <summary>Formats an integer: 18,204.</summary>
    public static string Count(double count) => Invariant($"{count:N0}");

    /// <summary>Formats a count with its noun: "1 epoch", "2 epochs".</summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Formats three significant digits: 0.0123, 4.56, 1.2e-07.</summary>
    public static string Rounded(double value) => value == 0 ? "0"
        : Math.Abs(value) is < 1e-4 or >= 1e6 ? value.ToString("0.##e+00", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>Formats a duration: 4.2 s below a minute; then 1 min 2 s and 1 h 2 min.</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time < TimeSpan.FromMinutes(1) ? Invariant($"{seconds:F1}\u00a0s")
            : time < TimeSpan.FromHours(1) ? Invariant($"{time.Minutes}\u00a0min {time.Seconds}\u00a0s")
            : Invariant($"{(long)time.TotalHours}\u00a0h {time.Minutes}\u00a0min");
    }

    /// <summary>Formats text with culture-invariant numbers.</summary>
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
