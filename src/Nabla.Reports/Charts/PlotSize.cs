namespace Nabla.Reports.Charts;

/// <summary>The size of a plot, in CSS pixels. A chart is drawn twice, for desktops and for phones, and the page shows the one that fits.</summary>
/// <param name="Name">The class in the style sheet.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
internal sealed record PlotSize(string Name, int Width, int Height)
{
    /// <summary>Gets the full width of the page on a desktop.</summary>
    public static PlotSize Full { get; } = new("wide", 960, 340);

    /// <summary>Gets half of the width, for two charts side by side.</summary>
    public static PlotSize Half { get; } = new("wide", 468, 320);

    /// <summary>Gets the width of a phone.</summary>
    public static PlotSize Narrow { get; } = new("narrow", 350, 280);
}
