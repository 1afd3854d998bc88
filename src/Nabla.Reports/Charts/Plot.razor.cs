using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace Nabla.Reports.Charts;

/// <summary>Axes, curves and bands, drawn by Radzen's chart on the server. <see cref="PlotRenderer"/> makes a picture of it.</summary>
public sealed partial class Plot : ComponentBase
{
    private const int VerticalTicks = 5;
    private const int MostTicks = 12;
    private const int LetterWidth = 7;

    /// <summary>The curves; later ones lie on top.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>The horizontal axis.</summary>
    [Parameter, EditorRequired]
    public Axis Horizontal { get; set; } = null!;

    /// <summary>The vertical axis.</summary>
    [Parameter, EditorRequired]
    public Axis Vertical { get; set; } = null!;

    /// <summary>A place to point out; null for none.</summary>
    [Parameter]
    public ChartMark? Mark { get; set; }

    /// <summary>How large.</summary>
    [Parameter, EditorRequired]
    public int Width { get; set; }

    /// <summary>How high.</summary>
    [Parameter, EditorRequired]
    public int Height { get; set; }

    /// <summary>As many as have room side by side: a letter is about seven pixels wide, and what is left and right of the plot about a hundred, or as names need.</summary>
    private int HorizontalTicks => Math.Clamp((Width - 110 - (LetterWidth * Math.Max(0, Vertical.LongestName - 6))) / (14 + (LetterWidth * Horizontal.Format(Horizontal.Maximum).Length)), 2, MostTicks);

    // Radzen draws on the server only where the style says how large.
    private string ChartStyle => Figures.Invariant($"width:{Width}px;height:{Height}px");

    private static string Variable(string style) => $"var(--{style})";

    private static double WidthOf(ChartSeries series) => series.Form switch
    {
        SeriesForm.Dots => 0,
        SeriesForm.Interval => 3,
        _ => series.IsFaint ? 1 : 2,
    };

    private static MarkerType MarkerOf(ChartSeries series) => (series.Look % 4) switch
    {
        0 => MarkerType.Circle,
        1 => MarkerType.Square,
        2 => MarkerType.Triangle,
        _ => MarkerType.Diamond,
    };

    private IReadOnlyList<Vertex> Drawable(ChartSeries series) => [.. series.Points
        .Select(point => new Vertex { X = Horizontal.Place(point.X), Y = Vertical.Place(point.Y) is var y && double.IsFinite(y) ? y : null })];

    private IReadOnlyList<Vertex> HighlightOf(ChartSeries series) => [.. Drawable(series).Where(vertex => vertex.Y is not null && vertex.X.Equals(Horizontal.Place(series.Highlight!.Value)))];

    private IReadOnlyList<Band> BandOf(ChartSeries series) => [.. series.Points
        .Where(point => point is { Lower: not null, Upper: not null })
        .Select(point => new Band { X = Horizontal.Place(point.X), Lower = Vertical.Place(point.Lower!.Value), Upper = Vertical.Place(point.Upper!.Value) })
        .Where(piece => double.IsFinite(piece.Lower) && double.IsFinite(piece.Upper))];

    private IReadOnlyList<Vertex> MarkLine() =>
        [.. new[] { Vertical.Minimum, Vertical.Maximum }.Select(end => new Vertex { X = Horizontal.Place(Mark!.X), Y = Vertical.Place(end) })];

    /// <summary>A point as Radzen reads it, by the names of its properties.</summary>
    internal sealed class Vertex
    {
        /// <summary>Across.</summary>
        public double X { get; init; }

        /// <summary>Up; null leaves a gap.</summary>
        public double? Y { get; init; }
    }

    /// <summary>A piece of a band as Radzen reads it.</summary>
    internal sealed class Band
    {
        /// <summary>Across.</summary>
        public double X { get; init; }

        /// <summary>The lower edge.</summary>
        public double Lower { get; init; }

        /// <summary>The upper edge.</summary>
        public double Upper { get; init; }
    }
}
