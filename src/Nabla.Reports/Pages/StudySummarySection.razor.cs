using Microsoft.AspNetCore.Components;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>A study's question, its main figures, and its findings in words.</summary>
public sealed partial class StudySummarySection : ComponentBase
{
    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private StudyResult Result => Study.Result;

    private IReadOnlyList<PairedComparison> Pairs => StudyWords.Main(Result);

    private string Caution => "Each interval is computed from the differences seed by seed; in 19 of 20 studies such an interval contains the true difference."
        + (Pairs.Count > 1 ? " The comparisons are not corrected for their number: of twenty, one is expected to show a difference by chance." : "");

    private IEnumerable<(string Name, string Value, string Remark)> Facts
    {
        get
        {
            var runs = Result.Entries.SelectMany(entry => entry.Runs).ToList();
            if (Result.Entries.Where(entry => entry.Figures.ContainsKey(StudyFigure.TestAccuracy)).MaxBy(entry => entry.Figures[StudyFigure.TestAccuracy].Mean) is { } best)
                yield return ("Highest test accuracy", Figures.Percent(best.Figures[StudyFigure.TestAccuracy].Mean), $"{best.Name}, mean of {Figures.Plural(best.Figures[StudyFigure.TestAccuracy].Count, "seed", "seeds")}");
            yield return ("Runs", Figures.Invariant($"{runs.Count(run => run.IsFinished)} of {runs.Count}"), $"{Figures.Plural(Result.Entries.Count, "entry", "entries")} × {Figures.Plural(Result.Seeds.Count, "seed", "seeds")}");
            yield return ("Time", Figures.Duration(Result.Seconds), Result.Machine is { } machine ? $"on {Figures.Plural(machine.Threads, "thread", "threads")}, runs in parallel" : "in total");
        }
    }
}
