using System.Globalization;

namespace Nabla.Networks;

/// <summary>Text from a user's file for a message: one short line.</summary>
internal static class ShownText
{
    private const int MaxLength = 40;

    /// <summary>Returns at most 40 characters of a text, control characters as escapes: a line break is \u000A.</summary>
    public static string Of(ReadOnlySpan<char> text) => Escaped(text.Length <= MaxLength ? text.ToString() : $"{text[..(MaxLength - 3)]}...");

    /// <summary>Returns a text with control characters as escapes.</summary>
    public static string Escaped(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}") : character.ToString()))
        : text;
}
