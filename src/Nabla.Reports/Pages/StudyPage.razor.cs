using Microsoft.AspNetCore.Components;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The report of a study.</summary>
public sealed partial class StudyPage : ComponentBase
{
    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private string Version => (Study.Result.Machine?.Nabla ?? typeof(StudyPage).Assembly.GetName().Version!.ToString(3)).Split('+')[0];

    private bool HasFinished => Study.Result.Entries.Any(entry => entry.Figures.ContainsKey(StudyFigure.TestAccuracy));

    private IReadOnlyList<(string Id, string Heading)> Sections =>
    [
        ("summary", "Summary"),
        .. HasFinished ? new[] { ("test", "Test accuracy"), ("curves", "Training curves") } : [],
        .. Study.Result.Comparisons.Count > 0 ? new[] { ("comparisons", "Comparisons") } : [],
        .. Study.Sections.Select(section => (section.Id, section.Heading)),
        .. Study.Layers.Count > 0 ? new[] { ("layers", "Layers") } : [],
        ("runs", "Runs"),
        ("origin", "Reproduce this study"),
    ];
}
