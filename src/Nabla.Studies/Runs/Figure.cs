namespace Nabla.Studies;

/// <summary>Converts figures for JSON.</summary>
internal static class Figure
{
    /// <summary>Returns the figure, or null if it is not finite.</summary>
    public static double? Finite(double? figure) => figure is { } value && double.IsFinite(value) ? value : null;
}
