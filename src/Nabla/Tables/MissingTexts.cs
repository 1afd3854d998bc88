using System.Globalization;

namespace Nabla.Networks;

/// <summary>The texts that represent missing numbers.</summary>
internal sealed class MissingTexts
{
    private readonly HashSet<string> _texts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public MissingTexts(IEnumerable<string> texts, CultureInfo culture)
    {
        _texts = new(texts.Select(text => text.Trim()), StringComparer.OrdinalIgnoreCase);
        HoldNumbers = _texts.Any(text => double.TryParse(text, NumberStyles.Float, culture, out double number) && double.IsFinite(number));
        _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets whether one of them is a number, such as -999.</summary>
    public bool HoldNumbers { get; }

    public bool Contains(ReadOnlySpan<char> text) => text.IsEmpty || _lookup.Contains(text);
}
