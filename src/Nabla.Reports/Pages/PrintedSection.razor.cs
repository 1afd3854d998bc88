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

    private static string One(string figure, double value) => StudyFigure.IsShare(figure) ? Figures.Percent(value) : Figures.Rounded(value);

    private string Here(PrintedFigure printed)
    {
        bool isShare = StudyFigure.IsShare(printed.Figure);
        return Study.Entry(printed.Entry).Figures.TryGetValue(printed.Figure, out var spread)
            ? Deviations.Show(spread, Study.ErrorBars, isShare ? Figures.Points : Figures.Rounded, isShare ? "\u00a0%" : "")
            : "not run";
    }
}
