using System.Globalization;

namespace Nabla;

/// <summary>Formats the contents of a file for a message: short, in one line, without control characters.</summary>
internal static class Shown
{
    private const int MaxLength = 40;

    /// <summary>Formats text.</summary>
    public static string Text(ReadOnlySpan<char> text)
    {
        bool isCut = text.Length > MaxLength;
        string shown = string.Concat((isCut ? text[..MaxLength] : text).ToArray().Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? "?" : letter.ToString()));
        return isCut ? shown + "…" : shown;
    }

    /// <summary>Formats a number.</summary>
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
