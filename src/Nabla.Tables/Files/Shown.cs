using System.Globalization;

namespace Nabla;

/// <summary>Shows what a file holds in a message: short, in one line, with nothing that a terminal would obey.</summary>
internal static class Shown
{
    private const int MaxLength = 40;

    /// <summary>Shows text.</summary>
    public static string Text(ReadOnlySpan<char> text)
    {
        bool isCut = text.Length > MaxLength;
        string shown = string.Concat((isCut ? text[..MaxLength] : text).ToArray().Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? "?" : letter.ToString()));
        return isCut ? shown + "…" : shown;
    }

    /// <summary>Shows a number.</summary>
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
