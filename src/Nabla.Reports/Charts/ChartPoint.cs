namespace Nabla.Reports.Charts;

/// <summary>A point of a curve and, where the curve is a mean or a summary, the band around it.</summary>
/// <param name="X">Where it stands.</param>
/// <param name="Y">How high it is. A value that is not finite leaves a gap in the curve.</param>
/// <param name="Lower">The lower edge of the band; null for none.</param>
/// <param name="Upper">The upper edge of the band; null for none.</param>
public sealed record ChartPoint(double X, double Y, double? Lower = null, double? Upper = null);
