using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Pages;

/// <summary>The common parts of every report: head, style sheet, title, the list of sections, footer.</summary>
public sealed partial class Page : ComponentBase
{
    private static readonly string Style = ReadStyle();

    /// <summary>Gets or sets the title: the run's name.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the kind of report: "run".</summary>
    [Parameter, EditorRequired]
    public string Kind { get; set; } = "";

    /// <summary>Gets or sets the version that wrote the report.</summary>
    [Parameter, EditorRequired]
    public string Version { get; set; } = "";

    /// <summary>Gets or sets the sections' ids and headings, in order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Id, string Heading)> Sections { get; set; } = [];

    /// <summary>Gets or sets the sections.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
