using System.Globalization;
using System.Net;
using System.Text;
using Nabla.Networks;
using Nabla.Reports.Charts;
using Nabla.Studies;

namespace Nabla.Reports.Comparisons;

/// <summary>Writes a comparison of engines as one SVG file: the loss of every step of each, and below it their differences.</summary>
/// <remarks>Curves that agree hide each other, so the second plot shows the differences.</remarks>
public static class ComparisonFigure
{
    private const string Reference = "autograd";
    private const int Buckets = 300;
    private const int Width = 960;
    private const int PlotHeight = 340;
    private const int HeadHeight = 60;

    private const string Style = """
        :root { --card: #ffffff; --text: #1a1f24; --muted: #55606b; --axis: #8a949d; --grid: #e6e9e7; --line-1: #0072b2; --line-2: #c24d00; --line-3: #007d5b; --line-4: #a2458a; }
        @media (prefers-color-scheme: dark) {
          :root { --card: #1a1e22; --text: #e9ecef; --muted: #a6b0ba; --axis: #77818b; --grid: #2a3036; --line-1: #5ab8f0; --line-2: #f5a24a; --line-3: #3fd0a2; --line-4: #e79ccb; }
        }
        svg { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
        text { fill: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
        .title { fill: var(--text); font-size: 16px; font-weight: 600; }
        .name { fill: var(--text); font-size: 13px; }
        .rz-axis-title text { fill: var(--text); font-size: 12.5px; text-anchor: middle; }
        .rz-category-axis .rz-axis-title text { transform: translateY(-14px); }
        .rz-line, .rz-tick-line { stroke: var(--axis); }
        .rz-grid-line { stroke: var(--grid); }
        [style*="--line-2"] { stroke-dasharray: 7 4; }
        [style*="--line-3"] { stroke-dasharray: 2 4; }
        [style*="--line-4"] { stroke-dasharray: 10 3 2 3; }
        """;

    /// <summary>Writes the figure. The file appears under its name only once it is complete.</summary>
    /// <exception cref="OutputDirectoryException">The file cannot be written.</exception>
    public static void Write(string path, ComparisonResult result)
    {
        string svg = Render(result);
        try
        {
            WholeFile.WriteText(path, svg);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OutputDirectoryException($"{path} cannot be written ({error.Message.TrimEnd('.')}); make room, or choose another directory with --out.", error);
        }
    }

    /// <summary>Returns the figure as text.</summary>
    public static string Render(ComparisonResult result) => Task.Run(() => RenderAsync(result)).GetAwaiter().GetResult();

    private static async Task<string> RenderAsync(ComparisonResult result)
    {
        // Radzen formats numbers with the culture of the rendering task.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await using var renderer = new PlotRenderer();
        string title = $"{result.Recipe.RunName}: {Figures.Plural(result.Steps, "step", "steps")} with the same initial weights and batches";
        var losses = result.Engines.Select((engine, i) => new ChartSeries(engine.Engine, Thinning.KeepExtremes(engine.Losses, Buckets), i)).ToList();
        var apart = result.Differences.Where(pair => pair.Against == Reference || pair.Engine == Reference)
            .Select(pair => (Name: pair.Engine == Reference ? pair.Against : pair.Engine, Values: Apart(result, pair)))
            .Select(pair => new ChartSeries(pair.Name, Thinning.KeepExtremes(pair.Values, Buckets), LookOf(result, pair.Name))).ToList();
        const int Height = 2 * (HeadHeight + PlotHeight);
        var text = new StringBuilder(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-labelledby="title text">
            <title id="title">{WebUtility.HtmlEncode(title)}</title>
            <desc id="text">{WebUtility.HtmlEncode(Describe(result))}</desc>
            <style>
            {Style}
            </style>
            <rect width="{Width}" height="{Height}" fill="var(--card)" />

            """);
        await DrawAsync(renderer, text, 0, title, "losses", losses, "loss", result.Steps);
        await DrawAsync(renderer, text, HeadHeight + PlotHeight, "Difference in loss from autograd, which computes in double precision", "apart", apart, "difference", result.Steps);
        return text.Append("</svg>\n").ToString().ReplaceLineEndings("\n");
    }

    private static async Task DrawAsync(
        PlotRenderer renderer, StringBuilder text, int top, string title, string id, IReadOnlyList<ChartSeries> series, string unit, int steps)
    {
        string html = await renderer.DrawAsync(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Plot.Series)] = series,
            [nameof(Plot.Horizontal)] = Axis.Counting("step", steps),
            [nameof(Plot.Vertical)] = Axis.Values(unit, series.SelectMany(one => one.Points).Select(point => point.Y)),
            [nameof(Plot.Width)] = Width,
            [nameof(Plot.Height)] = PlotHeight,
        });
        text.Append(CultureInfo.InvariantCulture, $"""<text class="title" x="24" y="{top + 28}">{WebUtility.HtmlEncode(title)}</text>""").Append('\n');
        for (int i = 0; i < series.Count; i++)
        {
            int x = 24 + (i * 200), y = top + 50;
            text.Append(
                CultureInfo.InvariantCulture,
                $"""<path d="M{x} {y - 4}H{x + 28}" style="stroke:var(--{series[i].Style})" stroke-width="2" fill="none" /><text class="name" x="{x + 36}" y="{y}">{series[i].Name}</text>""").Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"""<svg x="0" y="{top + HeadHeight}" width="{Width}" height="{PlotHeight}" viewBox="0 0 {Width} {PlotHeight}">""")
            .Append(PlotMarkup.Tidy(html, id)).Append("</svg>\n");
    }

    private static string Describe(ComparisonResult result) => string.Join(' ', result.Engines
        .Where(engine => engine.Losses.Count > 0)
        .Select(engine => $"The loss of {engine.Engine} goes from {Figures.Loss(engine.Losses[0])} to {Figures.Loss(engine.Losses[^1])}.")
        .Concat(result.Differences.Select(pair => $"{pair.Engine} and {pair.Against} differ by at most {Figures.Rounded(pair.Loss)}, at step {pair.Step}.")));

    /// <summary>Returns the style of an engine, the same in both plots.</summary>
    private static int LookOf(ComparisonResult result, string engine) => result.Engines.TakeWhile(one => one.Engine != engine).Count();

    private static List<double> Apart(ComparisonResult result, EngineDifference pair) =>
        [.. Losses(result, pair.Engine).Zip(Losses(result, pair.Against), (a, b) => Math.Abs(a - b))];

    private static IReadOnlyList<double> Losses(ComparisonResult result, string engine) => result.Engines.First(one => one.Engine == engine).Losses;
}
