namespace Nabla.Reports.Charts;

/// <summary>A place on the horizontal axis that a chart points out with an upright line: the best epoch.</summary>
/// <param name="X">Where.</param>
/// <param name="Name">What the legend says about it.</param>
public sealed record ChartMark(double X, string Name);
