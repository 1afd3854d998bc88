namespace Nabla.Reports.Charts;

/// <summary>A position on the horizontal axis that a chart marks with a vertical line: the best epoch.</summary>
/// <param name="X">The position.</param>
/// <param name="Name">The text in the legend.</param>
public sealed record ChartMark(double X, string Name);
