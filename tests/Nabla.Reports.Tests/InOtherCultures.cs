using System.Globalization;

namespace Nabla.Reports.Tests;

/// <summary>Renders as German, American and Swedish machines write numbers. Made by hand: with invariant globalization no other culture can be had by name.</summary>
internal static class InOtherCultures
{
    public static IEnumerable<string> Render(Func<string> render) =>
        new[] { (",", ".", "-"), (".", ",", "-"), (",", "\u00a0", "−") }.Select(signs => Render(render, signs.Item1, signs.Item2, signs.Item3));

    private static string Render(Func<string> render, string point, string group, string minus)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (point, group, minus);
        culture.NumberFormat.PercentDecimalSeparator = point;
        var (before, uiBefore, defaultBefore) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            // Pages are rendered on threads of the pool too.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            CultureInfo.DefaultThreadCurrentCulture = culture;
            return render();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture) = (before, uiBefore, defaultBefore);
        }
    }
}
