using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Pages;

/// <summary>What every report has around its sections: head, style sheet, title, the list of sections, foot.</summary>
public sealed partial class Page : ComponentBase
{
    private static readonly string Style = ReadStyle();

    /// <summary>What the report is about: the run's name.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What kind of report it is: "run".</summary>
    [Parameter, EditorRequired]
    public string Kind { get; set; } = "";

    /// <summary>The version that wrote it.</summary>
    [Parameter, EditorRequired]
    public string Version { get; set; } = "";

    /// <summary>The sections' ids and headings, in order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Id, string Heading)> Sections { get; set; } = [];

    /// <summary>The sections.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
