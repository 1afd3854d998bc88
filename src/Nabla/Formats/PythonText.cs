using System.Globalization;
using System.Text;

namespace Nabla.Networks;

/// <summary>Formats numbers and text as Python source code.</summary>
internal static class PythonText
{
    /// <summary>Returns a float as the shortest text that parses to it: "0.01", "1.0", "1e-05".</summary>
    public static string Number(float value) => Float(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Returns a double as the shortest text that parses to it.</summary>
    public static string Number(double value) => Float(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Returns a list of numbers.</summary>
    public static string Numbers(IEnumerable<double> values) => $"[{string.Join(", ", values.Select(Number))}]";

    /// <summary>Returns a quoted text; everything but printable ASCII is escaped, so that no name can end its line.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value is >= ' ' and <= '~')
                quoted.Append((char)rune.Value);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Returns a list of texts.</summary>
    public static string Quoted(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Float(string text) => text.Contains('E', StringComparison.Ordinal) ? text.ToLowerInvariant() : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
}
