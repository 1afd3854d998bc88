using System.Globalization;

namespace Nabla.Theory;

/// <summary>How a claim's numbers are written for people: in no culture, and no further than they mean something.</summary>
public static class Figure
{
    private const int Digits = 6;

    /// <summary>A number that is known to within a tolerance: six digits at most, and none below the tolerance's second.</summary>
    /// <remarks>
    /// What lies below a tiny tolerance's first digit is rounding, which differs between machines: a page that shows it is never the same twice.
    /// </remarks>
    public static string Text(double value, double tolerance)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "none" : value > 0 ? "∞" : "−∞";
        if (tolerance > 0 && tolerance < 1)
            value = Math.Round(value, Math.Min(15, (int)Math.Ceiling(-Math.Log10(tolerance)) + (tolerance > 1e-6 ? 1 : 0)));
        return Plain(value == 0 ? 0 : value, Digits);
    }

    /// <summary>A tolerance: two digits.</summary>
    public static string Tolerance(double tolerance) => tolerance == 0 ? "0" : Plain(tolerance, 2);

    private static string Plain(double value, int digits)
    {
        double size = Math.Abs(value);
        if (size < 1e9 && value == Math.Floor(value))
            return value.ToString("0", CultureInfo.InvariantCulture);
        return size != 0 && (size < 1e-4 || size >= 1e6)
            ? value.ToString(digits == 2 ? "0.#e+0" : "0.#####e+0", CultureInfo.InvariantCulture)
            : value.ToString($"G{digits}", CultureInfo.InvariantCulture);
    }
}
