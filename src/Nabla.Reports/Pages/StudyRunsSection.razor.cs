using Microsoft.AspNetCore.Components;
using Nabla.Networks;
using Nabla.Reports.Charts;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Every run of a study, with links to the runs' pages.</summary>
public sealed partial class StudyRunsSection : ComponentBase
{
    private const int Most = 300;

    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private IReadOnlyList<SeedResult> All => [.. Study.Result.Entries.SelectMany(entry => entry.Runs)];

    private IReadOnlyList<SeedResult> Shown => Thinning.Spread(All, Most);

    private string Note => (Study.Pages.Count > 0
            ? "Each run is in the directory of this name, beside this page; linked names lead to the reports of the runs."
            : "Each run is in the directory of this name, beside this page; nabla report writes its report.")
        + (Shown.Count < All.Count ? $" {Figures.Count(Shown.Count)} of {Figures.Count(All.Count)} runs are listed, evenly spread." : "");

    private static string Show(SeedResult run, string figure, Func<double, string> format) => run.Figures.TryGetValue(figure, out double value) ? format(value) : "–";

    private static string Ended(SeedResult run) => run.StopReason switch
    {
        null => "not finished",
        StopReason.Completed => "completed",
        StopReason.EarlyStopped => "stopped early",
        StopReason.Converged => "converged",
        StopReason.Diverged => "diverged",
        _ => "cancelled",
    };
}
