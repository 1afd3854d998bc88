namespace Nabla.Reports.Charts;

/// <summary>How large a plot is drawn, in CSS pixels. A chart is drawn twice, for desktops and for phones, and the page shows the one that fits.</summary>
/// <param name="Name">Its class in the style sheet.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record PlotSize(string Name, int Width, int Height)
{
    /// <summary>The width of the page on a desktop.</summary>
    public static PlotSize Full { get; } = new("wide", 960, 340);

    /// <summary>Half of it: two charts stand side by side.</summary>
    public static PlotSize Half { get; } = new("wide", 468, 320);

    /// <summary>The width of a phone.</summary>
    public static PlotSize Narrow { get; } = new("narrow", 350, 280);
}
