using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace Nabla.Reports.Charts;

/// <summary>Axes, curves and bands, drawn by Radzen's chart on the server. <see cref="PlotRenderer"/> makes a picture of it.</summary>
public sealed partial class Plot : ComponentBase
{
    private const int VerticalTicks = 5;
    private const int MostTicks = 12;
    private const double Invisible = 1e-4;
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

    // Radzen counts from the least to the greatest value of each series in steps that suit that series, all along the axis: where they differ by a
    // rounding error that takes for ever. What differs by less than anybody sees is drawn as equal.
    private double LeastAcross => Invisible * (Horizontal.Place(Horizontal.Maximum) - Horizontal.Place(Horizontal.Minimum));

    private double LeastDown => Invisible * (Vertical.Place(Vertical.Maximum) - Vertical.Place(Vertical.Minimum));

    private IReadOnlyList<Vertex> Drawable(ChartSeries series) => [.. Level(series.Points.Select(point => Horizontal.Place(point.X)), LeastAcross)
        .Zip(Level(series.Points.Select(point => Vertical.Place(point.Y)), LeastDown))
        .Select(place => new Vertex { X = place.First, Y = double.IsFinite(place.Second) ? place.Second : null })];

    private static IReadOnlyList<double> Level(IEnumerable<double> values, double least)
    {
        var all = values.ToList();
        var finite = all.Where(double.IsFinite).ToList();
        return finite.Count == 0 || finite.Max() - finite.Min() >= least ? all : [.. all.Select(value => double.IsFinite(value) ? finite[0] : value)];
    }

    private bool HasVisibleBand(ChartSeries series) => BandOf(series).Any(piece => piece.Upper - piece.Lower >= LeastDown);

    private IReadOnlyList<Vertex> HighlightOf(ChartSeries series) => [.. Drawable(series).Where(vertex => vertex.Y is not null && Math.Abs(vertex.X - Horizontal.Place(series.Highlight!.Value)) < 0.5)];

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
