using System.Globalization;
using System.Text.RegularExpressions;

// The text is Radzen's, of numbers and fixed words, and no pattern tries a place twice.
#pragma warning disable MA0009

namespace Nabla.Reports.Charts;

/// <summary>Takes out of Radzen's markup the picture alone.</summary>
/// <remarks>
/// Radzen writes for a live page: a random id for every chart, an element for every mark that is not shown, coordinates of seventeen digits. A
/// report is to be the same bytes every time, and short.
/// </remarks>
internal static partial class PlotMarkup
{
    /// <summary>The content of the svg element.</summary>
    /// <param name="html">What <see cref="Plot"/> was rendered to.</param>
    /// <param name="id">Names the clip path; no other plot of the page has it.</param>
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
