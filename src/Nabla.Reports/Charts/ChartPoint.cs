namespace Nabla.Reports.Charts;

/// <summary>A point of a curve and, if the curve is a mean or a summary, the band around it.</summary>
/// <param name="X">The horizontal position.</param>
/// <param name="Y">The value. One that is not finite leaves a gap in the curve.</param>
/// <param name="Lower">The lower edge of the band; null for none.</param>
/// <param name="Upper">The upper edge of the band; null for none.</param>
public sealed record ChartPoint(double X, double Y, double? Lower = null, double? Upper = null);
