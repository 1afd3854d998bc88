using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Charts;

/// <summary>A chart of curves, with or without bands: title, legend, picture, and its numbers in a table that opens.</summary>
/// <remarks>Drawn twice, for desktops and for phones, since text that is scaled down cannot be read; the style sheet shows one of them.</remarks>
public sealed partial class LineChart : ComponentBase
{
    private readonly List<(PlotSize Size, string Picture)> _pictures = [];

    /// <summary>Names the chart in the page: lower-case letters, digits and '-', no other chart's.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What is to be seen, for those who do not see it: the course and its main figures.</summary>
    [Parameter, EditorRequired]
    public string Description { get; set; } = "";

    /// <summary>The curves; later ones lie on top.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>The horizontal axis.</summary>
    [Parameter, EditorRequired]
    public Axis Horizontal { get; set; } = null!;

    /// <summary>The vertical axis.</summary>
    [Parameter, EditorRequired]
    public Axis Vertical { get; set; } = null!;

    /// <summary>A place to point out. Default none.</summary>
    [Parameter]
    public ChartMark? Mark { get; set; }

    /// <summary>What the legend says about the large markers. Default nothing.</summary>
    [Parameter]
    public string? HighlightName { get; set; }

    /// <summary>How high it is drawn, in CSS pixels. Default null: as its width asks for.</summary>
    [Parameter]
    public int? Height { get; set; }

    /// <summary>Whether it takes the width of the page. Default false: half of it.</summary>
    [Parameter]
    public bool IsFull { get; set; }

    /// <summary>What a reader must know about the picture: that points were left out, say. Default nothing.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>The table of its numbers.</summary>
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
