using System.Globalization;
using System.Text.RegularExpressions;

// The text is Radzen's, with numbers and fixed words, and no pattern backtracks.
#pragma warning disable MA0009

namespace Nabla.Reports.Charts;

/// <summary>Extracts the image from Radzen's markup.</summary>
/// <remarks>
/// Radzen writes for interactive pages: a random id for every chart, elements for marks that are not shown, coordinates of seventeen digits. A
/// report must be short and have the same bytes every time.
/// </remarks>
internal static partial class PlotMarkup
{
    /// <summary>Returns the content of the svg element.</summary>
    /// <param name="html">The rendered <see cref="Plot"/>.</param>
    /// <param name="id">The id of the clip path, unique in the page.</param>
    public static string Tidy(string html, string id)
    {
        int from = html.IndexOf("<svg", StringComparison.Ordinal), to = html.LastIndexOf("</svg>", StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException("Radzen drew no picture: it takes a chart whose style gives width and height in px.");
        string inside = html[(html.IndexOf('>', from) + 1)..to];
        inside = RandomClipPath().Replace(inside, $"{id}-clip");
        inside = NoMarker().Replace(inside, "");
        inside = BetweenTags().Replace(inside, "><");
        return Tag().Replace(inside, tag => LongNumber().Replace(tag.Value, number =>
            Math.Round(double.Parse(number.ValueSpan, CultureInfo.InvariantCulture), 1).ToString(CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("clipPath[-_=A-Za-z0-9]{10}")]
    private static partial Regex RandomClipPath();

    [GeneratedRegex("""<g class="rz-marker">\s*</g>""")]
    private static partial Regex NoMarker();

    [GeneratedRegex(@">\s+<")]
    private static partial Regex BetweenTags();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"-?\d+\.\d{2,}(?:[eE][-+]?\d+)?")]
    private static partial Regex LongNumber();
}
