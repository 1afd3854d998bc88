using System.Net;
using System.Text;
using Nabla.Reports;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>The section of a study's report that compares its figures with the printed ones.</summary>
public static class PrintedSection
{
    /// <summary>The section; none if nothing is printed.</summary>
    public static IReadOnlyList<StudySection> Of(RepeatedStudy study)
    {
        if (study.Printed.Count == 0)
            return [];
        string html = Html(study);
        return [new("printed", "Published figures", builder => builder.AddMarkupContent(0, html))];
    }

    private static string Html(RepeatedStudy study)
    {
        var rows = new StringBuilder();
        foreach (var printed in study.Printed)
        {
            rows.Append(
                $"""<tr><th scope="row">{Text(printed.Experiment)}<small>{Text(printed.Entry)}</small></th><td>{Text(StudyFigure.InWords(printed.Figure))}</td><td>{One(printed.Figure, printed.Value)}</td><td>{Here(study.Result, printed)}<small>{Agreement(study.Result, printed)}</small></td></tr>""").Append('\n');
            if (printed.Remark is { } remark)
                rows.Append($"""<tr class="remark"><td colspan="4" class="text">{Text(remark)}</td></tr>""").Append('\n');
        }

        return $"""
            <div class="card">
            <div class="scroll" tabindex="0" role="region" aria-labelledby="printed-heading">
            <table class="entries">
            <thead><tr><th scope="col" class="text">experiment</th><th scope="col">figure</th><th scope="col">published</th><th scope="col">ours</th></tr></thead>
            <tbody>
            {rows}</tbody>
            </table>
            </div>
            <p class="note">Ours: mean ± {Reach(study.Result)} over the seeds. The random numbers differ, so the published figure of one run can only be expected to lie within the variation of these runs: the two agree if their difference is at most the error bar, or the tolerance for variation and for reading a figure from a plot.</p>
            </div>
            """;
    }

    private static string Reach(StudyResult study) =>
        Figures.Invariant($"{study.ErrorBars:0.##} standard {(study.ErrorBars == 1 ? "deviation" : "deviations")} (divisor {(study.Ddof == 1 ? "n\u00a0−\u00a01" : "n")})");

    private static string Here(StudyResult study, PrintedFigure printed)
    {
        if (!study.Entry(printed.Entry).Figures.TryGetValue(printed.Figure, out var spread))
            return "not run";
        bool isShare = StudyFigure.IsShare(printed.Figure);
        string mean = Number(printed.Figure, spread.Mean);
        return (spread.Deviation is { } deviation ? $"{mean}\u00a0±\u00a0{Number(printed.Figure, study.ErrorBars * deviation)}" : mean) + (isShare ? "\u00a0%" : "");
    }

    private static string Agreement(StudyResult study, PrintedFigure printed) => printed.Difference(study) switch
    {
        null => "",
        0 => "agree",
        { } difference => $"{Number(printed.Figure, Math.Abs(difference))}{(StudyFigure.IsShare(printed.Figure) ? " percentage points" : "")} {(difference > 0 ? "higher" : "lower")} for ours",
    };

    private static string One(string figure, double value) => StudyFigure.IsShare(figure) ? Figures.Percent(value) : Number(figure, value);

    private static string Number(string figure, double value) =>
        StudyFigure.IsShare(figure) ? Figures.Points(value) : StudyFigure.IsCount(figure) ? Figures.Invariant($"{value:0.0}") : Figures.Invariant($"{value:0.000}");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
