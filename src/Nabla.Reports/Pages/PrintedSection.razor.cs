using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>What documents print of the experiments that the study repeats, beside what it found.</summary>
public sealed partial class PrintedSection : ComponentBase
{
    /// <summary>The study.</summary>
    [Parameter, EditorRequired]
    public StudyResult Study { get; set; } = null!;

    private static string One(string figure, double value) => StudyFigure.IsShare(figure) ? Figures.Percent(value) : Number(figure, value);

    private static string Number(string figure, double value) => StudyFigure.IsCount(figure) ? Figures.Invariant($"{value:0.0}") : Figures.Invariant($"{value:0.000}");

    private string Agreement(PrintedFigure printed)
    {
        if (printed.Difference(Study) is not { } difference)
            return "";
        string far = StudyFigure.IsShare(printed.Figure) ? $"{Figures.Points(Math.Abs(difference))} points" : Number(printed.Figure, Math.Abs(difference));
        return difference == 0 ? "agree" : $"{far} {(difference > 0 ? "higher" : "lower")} here";
    }

    private string Here(PrintedFigure printed)
    {
        bool isShare = StudyFigure.IsShare(printed.Figure);
        return Study.Entry(printed.Entry).Figures.TryGetValue(printed.Figure, out var spread)
            ? Deviations.Show(spread, Study.ErrorBars, isShare ? Figures.Points : value => Number(printed.Figure, value), isShare ? "\u00a0%" : "")
            : "not run";
    }
}
