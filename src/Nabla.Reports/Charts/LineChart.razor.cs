using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Charts;

/// <summary>A chart of curves, with or without bands: title, legend, image, and its numbers in a collapsible table.</summary>
/// <remarks>Drawn twice, for desktops and for phones, since scaled-down text is not readable; the style sheet shows one of them.</remarks>
public sealed partial class LineChart : ComponentBase
{
    private readonly List<(PlotSize Size, string Picture)> _pictures = [];

    /// <summary>Gets or sets the id of the chart, unique in the page: lower-case letters, digits and '-'.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Gets or sets the title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the text alternative: the course and the main figures.</summary>
    [Parameter, EditorRequired]
    public string Description { get; set; } = "";

    /// <summary>Gets or sets the curves; later ones are drawn on top.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>Gets or sets the horizontal axis.</summary>
    [Parameter, EditorRequired]
    public Axis Horizontal { get; set; } = null!;

    /// <summary>Gets or sets the vertical axis.</summary>
    [Parameter, EditorRequired]
    public Axis Vertical { get; set; } = null!;

    /// <summary>Gets or sets the position to mark. Default none.</summary>
    [Parameter]
    public ChartMark? Mark { get; set; }

    /// <summary>Gets or sets the text of the large markers in the legend. Default none.</summary>
    [Parameter]
    public string? HighlightName { get; set; }

    /// <summary>Gets or sets the height in CSS pixels. Default null: depends on the width.</summary>
    [Parameter]
    public int? Height { get; set; }

    /// <summary>Gets or sets whether the chart has the full width of the page. Default false: half of it.</summary>
    [Parameter]
    public bool IsFull { get; set; }

    /// <summary>Gets or sets a note for the reader, for example that points are omitted. Default none.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Gets or sets the table of the numbers.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Numbers { get; set; } = null!;

    [Inject]
    private PlotRenderer Renderer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        foreach (var usual in new[] { IsFull ? PlotSize.Full : PlotSize.Half, PlotSize.Narrow })
        {
            var size = usual with { Height = Height ?? usual.Height };
            string html = await Renderer.DrawAsync(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(Plot.Series)] = Series,
                [nameof(Plot.Horizontal)] = Horizontal,
                [nameof(Plot.Vertical)] = usual == PlotSize.Narrow ? Vertical.OnPhones ?? Vertical : Vertical,
                [nameof(Plot.Mark)] = Mark,
                [nameof(Plot.Width)] = size.Width,
                [nameof(Plot.Height)] = size.Height,
            });
            _pictures.Add((size, PlotMarkup.Tidy(html, $"{Id}-{size.Name}")));
        }
    }
}
