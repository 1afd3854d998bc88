using Microsoft.AspNetCore.Components;
using Nabla.Studies;

namespace Nabla.Reports.Charts;

/// <summary>A chart of means over seeds as lines, with bands of some standard deviations around them.</summary>
public sealed partial class SpreadChart : ComponentBase
{
    private const int MaxPoints = 100;
    private const int MaxRows = 30;

    /// <summary>Gets or sets the id of the chart in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Gets or sets the title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the quantity of the horizontal axis.</summary>
    [Parameter, EditorRequired]
    public string Across { get; set; } = "";

    /// <summary>Gets or sets the quantity of the vertical axis, with its unit.</summary>
    [Parameter, EditorRequired]
    public string Unit { get; set; } = "";

    /// <summary>Gets or sets whether the values are fractions, to be shown in per cent.</summary>
    [Parameter]
    public bool IsShare { get; set; }

    /// <summary>Gets or sets the lines, at most <see cref="ChartSeries.Looks"/>.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SpreadLine> Lines { get; set; } = [];

    /// <summary>Gets or sets the lines of other charts with the same axes. Default none.</summary>
    [Parameter]
    public IReadOnlyList<SpreadLine> Others { get; set; } = [];

    /// <summary>Gets or sets the number of standard deviations of a band on each side.</summary>
    [Parameter, EditorRequired]
    public double Factor { get; set; }

    /// <summary>Gets or sets a note for the reader. Default none.</summary>
    [Parameter]
    public string? Note { get; set; }

    private IEnumerable<Spread> All => Lines.Concat(Others).SelectMany(line => line.Points).Select(point => point.Spread).OfType<Spread>();

    private int Last => Math.Max(1, Lines.Concat(Others).SelectMany(line => line.Points).Select(point => point.X).DefaultIfEmpty(1).Max());

    private IReadOnlyList<int> Places => [.. Lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order()];

    private IReadOnlyList<int> Rows => Thinning.Spread(Places, MaxRows);

    private Axis Vertical
    {
        get
        {
            if (IsShare)
                return Axis.Percent(Unit, All.SelectMany(spread => new[] { Lower(spread), Upper(spread) }));
            // A band down to 0 has no place on a logarithmic axis, and must not extend one: it ends where the axis does.
            var axis = Axis.Values(Unit, All.SelectMany(spread => new[] { spread.Least, spread.Mean, Upper(spread) }));
            return axis.LogarithmBase > 0 ? axis : Axis.Values(Unit, All.SelectMany(spread => new[] { Lower(spread), Upper(spread) }));
        }
    }

    private IReadOnlyList<ChartSeries> Series
    {
        get
        {
            var axis = Vertical;
            return [.. Lines.Select((line, look) => new ChartSeries(line.Name, [.. Thinned(line).Select(point => Point(point.X, point.Spread, axis))], look) { Highlight = line.Best })];
        }
    }

    private string Description => $"{Title}, means over seeds, by {Across}. " + string.Join(' ', Lines.Where(line => line.Points.Count > 0).Select(line =>
        $"{line.Name}: {Cell(line, line.Points[0].X)} to {Cell(line, line.Points[^1].X)}{(line.Best is { } best ? $", {Cell(line, best)} in its best epoch, {Figures.Count(best)}" : "")}."));

    /// <summary>Thins out a line; the marked position is kept.</summary>
    private static IEnumerable<(int X, Spread? Spread)> Thinned(SpreadLine line)
    {
        var kept = Thinning.Spread(line.Points, MaxPoints);
        return kept.Count == line.Points.Count ? kept : kept.Concat(line.Points.Where(point => point.X == line.Best)).Distinct().OrderBy(point => point.X);
    }

    private ChartPoint Point(int x, Spread? spread, Axis axis) => spread switch
    {
        null => new(x, double.NaN),
        { Deviation: null } => new(x, spread.Mean),
        _ => new(x, spread.Mean, Math.Clamp(Lower(spread), axis.Minimum, axis.Maximum), Math.Clamp(Upper(spread), axis.Minimum, axis.Maximum)),
    };

    // No figure here can be negative, and no fraction above 1.
    private double Lower(Spread spread) => Math.Max(Math.Min(0, spread.Least), spread.Mean - (Factor * (spread.Deviation ?? 0)));

    private double Upper(Spread spread) => spread.Mean + (Factor * (spread.Deviation ?? 0)) is var upper && IsShare ? Math.Min(1, upper) : upper;

    private string Cell(SpreadLine line, int place) =>
        line.Points.FirstOrDefault(point => point.X == place).Spread is not { } spread ? "–" : Deviations.Show(spread, Factor, IsShare ? Figures.Points : Figures.Rounded, IsShare ? "\u00a0%" : "");
}
