using System.Globalization;

namespace Nabla.Studies;

/// <summary>Parses and formats the widths of the hidden layers: "512,256", and "512,120x5" for one layer of 512 and five of 120.</summary>
public static class HiddenSizes
{
    /// <summary>The maximum number of hidden layers of a recipe.</summary>
    public const int MostLayers = 1000;

    /// <summary>Parses the text. An empty text means no hidden layer: a linear model.</summary>
    /// <returns>False if the text has another form; ranges are not checked.</returns>
    public static bool TryParse(string text, out IReadOnlyList<int> sizes)
    {
        var list = new List<int>();
        sizes = list;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        foreach (string part in text.Split(','))
        {
            string[] factors = part.Split('x');
            if (factors.Length > 2 || !TryParseNumber(factors[0], out int size))
                return false;
            int times = 1;
            if (factors.Length == 2 && (!TryParseNumber(factors[1], out times) || times is < 1 or > MostLayers))
                return false;
            list.AddRange(Enumerable.Repeat(size, times));
        }

        return true;
    }

    /// <summary>Formats widths as the shortest text that parses to the same: equal neighbours as "120x5".</summary>
    /// <param name="sizes">The widths.</param>
    /// <param name="separator">The separator.</param>
    public static string Format(IReadOnlyList<int> sizes, string separator = ",")
    {
        var parts = new List<string>();
        for (int first = 0, next; first < sizes.Count; first = next)
        {
            next = first + 1;
            while (next < sizes.Count && sizes[next] == sizes[first])
                next++;
            parts.Add(next - first == 1
                ? string.Create(CultureInfo.InvariantCulture, $"{sizes[first]}")
                : string.Create(CultureInfo.InvariantCulture, $"{sizes[first]}x{next - first}"));
        }

        return string.Join(separator, parts);
    }

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
}
