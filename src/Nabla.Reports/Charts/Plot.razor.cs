using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace Nabla.Reports.Charts;

/// <summary>Axes, curves and bands, drawn by Radzen's chart on the server. <see cref="PlotRenderer"/> renders it to an image.</summary>
public sealed partial class Plot : ComponentBase
{
    private const int VerticalTicks = 5;
    private const int MaxTicks = 12;
    private const double Invisible = 1e-4;
    private const int LetterWidth = 7;

    /// <summary>Gets or sets the curves; later ones are drawn on top.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>Gets or sets the horizontal axis.</summary>
    [Parameter, EditorRequired]
    public Axis Horizontal { get; set; } = null!;

    /// <summary>Gets or sets the vertical axis.</summary>
    [Parameter, EditorRequired]
    public Axis Vertical { get; set; } = null!;

    /// <summary>Gets or sets the position to mark; null for none.</summary>
    [Parameter]
    public ChartMark? Mark { get; set; }

    /// <summary>Gets or sets the width, in CSS pixels.</summary>
    [Parameter, EditorRequired]
    public int Width { get; set; }

    /// <summary>Gets or sets the height, in CSS pixels.</summary>
    [Parameter, EditorRequired]
    public int Height { get; set; }

    /// <summary>Gets the number of ticks that fit: a letter is about seven pixels wide, and the margins of the plot are about a hundred, or as wide as names need.</summary>
    private int HorizontalTicks => Math.Clamp((Width - 110 - (LetterWidth * Math.Max(0, Vertical.LongestName - 6))) / (14 + (LetterWidth * Horizontal.Format(Horizontal.Maximum).Length)), 2, MaxTicks);

    // Radzen draws on the server only if the style specifies a size.
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

    // Radzen iterates from the minimum to the maximum of each series in steps that suit that series, along the whole axis: if they differ by a
    // rounding error, this takes forever. Invisible differences are therefore drawn as equal.
    private double MinAcross => Invisible * (Horizontal.Place(Horizontal.Maximum) - Horizontal.Place(Horizontal.Minimum));

    private double MinDown => Invisible * (Vertical.Place(Vertical.Maximum) - Vertical.Place(Vertical.Minimum));

    private IReadOnlyList<Vertex> Drawable(ChartSeries series) => [.. Level(series.Points.Select(point => Horizontal.Place(point.X)), MinAcross)
        .Zip(Level(series.Points.Select(point => Vertical.Place(point.Y)), MinDown))
        .Select(place => new Vertex { X = place.First, Y = double.IsFinite(place.Second) ? place.Second : null })];

    private static IReadOnlyList<double> Level(IEnumerable<double> values, double min)
    {
        var all = values.ToList();
        var finite = all.Where(double.IsFinite).ToList();
        return finite.Count == 0 || finite.Max() - finite.Min() >= min ? all : [.. all.Select(value => double.IsFinite(value) ? finite[0] : value)];
    }

    private bool HasVisibleBand(ChartSeries series) => BandOf(series).Any(piece => piece.Upper - piece.Lower >= MinDown);

    private IReadOnlyList<Vertex> HighlightOf(ChartSeries series) => [.. Drawable(series).Where(vertex => vertex.Y is not null && Math.Abs(vertex.X - Horizontal.Place(series.Highlight!.Value)) < 0.5)];

    private IReadOnlyList<Band> BandOf(ChartSeries series) => [.. series.Points
        .Where(point => point is { Lower: not null, Upper: not null })
        .Select(point => new Band { X = Horizontal.Place(point.X), Lower = Vertical.Place(point.Lower!.Value), Upper = Vertical.Place(point.Upper!.Value) })
        .Where(piece => double.IsFinite(piece.Lower) && double.IsFinite(piece.Upper))];

    private IReadOnlyList<Vertex> MarkLine() =>
        [.. new[] { Vertical.Minimum, Vertical.Maximum }.Select(end => new Vertex { X = Horizontal.Place(Mark!.X), Y = Vertical.Place(end) })];

    /// <summary>A point in the form that Radzen reads, by the names of its properties.</summary>
    internal sealed class Vertex
    {
        /// <summary>Gets the horizontal position.</summary>
        public double X { get; init; }

        /// <summary>Gets the value; null leaves a gap.</summary>
        public double? Y { get; init; }
    }

    /// <summary>A segment of a band in the form that Radzen reads.</summary>
    internal sealed class Band
    {
        /// <summary>Gets the horizontal position.</summary>
        public double X { get; init; }

        /// <summary>Gets the lower edge.</summary>
        public double Lower { get; init; }

        /// <summary>Gets the upper edge.</summary>
        public double Upper { get; init; }
    }
}
