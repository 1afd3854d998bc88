using System.Globalization;

namespace Nabla.Testing;

/// <summary>A culture that writes 1234.5 as "1.234,5" and -1 as "−1", on this thread, until it is disposed of.</summary>
public sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    /// <summary>Begins.</summary>
    public ForeignCulture()
    {
        // Made by hand: with invariant globalization no other culture can be had by name.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        CultureInfo.CurrentCulture = culture;
    }

    /// <inheritdoc/>
    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
