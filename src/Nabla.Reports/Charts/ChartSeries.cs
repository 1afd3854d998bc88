namespace Nabla.Reports.Charts;

/// <summary>One curve of a chart, with the band around it if its points have one.</summary>
/// <param name="Name">What the legend calls it; empty for no entry of its own.</param>
/// <param name="Points">Its points, by increasing x.</param>
/// <param name="Look">Which of the looks it has, 0 to <see cref="Looks"/> − 1: a colour, a dash pattern and a marker together, so that it is told apart without colour too.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, int Look)
{
    /// <summary>How many looks there are. A chart with more curves begins again with the first.</summary>
    public const int Looks = 6;

    private const int MostMarkers = 25;

    /// <summary>Whether it stands in the background: thin and pale, as raw values behind their mean. Default false.</summary>
    public bool IsFaint { get; init; }

    /// <summary>What the legend calls the band. Default null: the band goes without an entry.</summary>
    public string? BandName { get; init; }

    /// <summary>How its points are shown. Default joined by a line.</summary>
    public SeriesForm Form { get; init; }

    /// <summary>Where on the horizontal axis one of its points stands out by a large marker: its best epoch. Default null: nowhere.</summary>
    public double? Highlight { get; init; }

    /// <summary>Whether its points have a band.</summary>
    public bool HasBand => Points.Any(point => point.Lower is not null && point.Upper is not null);

    /// <summary>Whether each point is marked: only where marks do not run into each other.</summary>
    public bool HasMarkers => Form == SeriesForm.Dots || (Form == SeriesForm.Line && !IsFaint && Points.Count <= MostMarkers);

    /// <summary>The name of the look in the style sheet, counted from 1.</summary>
    internal string Style => Figures.Invariant($"{(IsFaint ? "faint" : "line")}-{(Look % Looks) + 1}");

    /// <summary>The name of the band's look in the style sheet.</summary>
    internal string BandStyle => Figures.Invariant($"band-{(Look % Looks) + 1}");

    /// <summary>The name of the look of the band's edges in the style sheet.</summary>
    internal string EdgeStyle => Figures.Invariant($"faint-{(Look % Looks) + 1}");
}

/// <summary>How the points of a series are shown.</summary>
public enum SeriesForm
{
    /// <summary>Joined by a line, and marked where there is room.</summary>
    Line,

    /// <summary>Each by a marker of its own.</summary>
    Dots,

    /// <summary>From the first to the last, without markers: one interval.</summary>
    Interval,
}
