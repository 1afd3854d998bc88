namespace Nabla.Reports.Charts;

/// <summary>One curve of a chart, with the band around it if its points have one.</summary>
/// <param name="Name">The name in the legend; empty for no entry.</param>
/// <param name="Points">The points, by increasing x.</param>
/// <param name="Look">The index of the style, 0 to <see cref="Looks"/> − 1: a combination of colour, dash pattern and marker, so that curves are distinguishable without colour.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, int Look)
{
    /// <summary>The number of styles. A chart with more curves repeats them.</summary>
    public const int Looks = 6;

    private const int MaxMarkers = 25;

    /// <summary>Gets whether the curve is in the background, thin and pale, such as raw values behind their mean. Default false.</summary>
    public bool IsFaint { get; init; }

    /// <summary>Gets the name of the band in the legend. Default null: no entry.</summary>
    public string? BandName { get; init; }

    /// <summary>Gets how the points are drawn. Default joined by a line.</summary>
    public SeriesForm Form { get; init; }

    /// <summary>Gets the horizontal position of a point with a large marker: the best epoch. Default null: none.</summary>
    public double? Highlight { get; init; }

    /// <summary>Gets whether the points have a band.</summary>
    public bool HasBand => Points.Any(point => point.Lower is not null && point.Upper is not null);

    /// <summary>Gets whether each point has a marker: only if markers do not overlap.</summary>
    public bool HasMarkers => Form == SeriesForm.Dots || (Form == SeriesForm.Line && !IsFaint && Points.Count <= MaxMarkers);

    /// <summary>Gets the name of the style in the style sheet, counted from 1.</summary>
    internal string Style => Figures.Invariant($"{(IsFaint ? "faint" : "line")}-{(Look % Looks) + 1}");

    /// <summary>Gets the name of the band's style in the style sheet.</summary>
    internal string BandStyle => Figures.Invariant($"band-{(Look % Looks) + 1}");

    /// <summary>Gets the name of the style of the band's edges in the style sheet.</summary>
    internal string EdgeStyle => Figures.Invariant($"faint-{(Look % Looks) + 1}");
}

/// <summary>Specifies how the points of a series are drawn.</summary>
public enum SeriesForm
{
    /// <summary>Joined by a line, with markers if there is room.</summary>
    Line,

    /// <summary>As separate markers.</summary>
    Dots,

    /// <summary>As one interval from the first to the last, without markers.</summary>
    Interval,
}
