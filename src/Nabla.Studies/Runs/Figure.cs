namespace Nabla.Studies;

/// <summary>Figures as JSON can hold them.</summary>
internal static class Figure
{
    /// <summary>Returns the figure, or null where there is none that is a finite number.</summary>
    public static double? Finite(double? figure) => figure is { } value && double.IsFinite(value) ? value : null;
}
