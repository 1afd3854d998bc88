namespace Nabla.Reports.Charts;

/// <summary>How large a plot is drawn, in CSS pixels, and how many ticks its horizontal axis has room for. A chart is drawn twice, for desktops and for phones, and the page shows the one that fits.</summary>
/// <param name="Name">Its class in the style sheet.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="HorizontalTicks">About how many ticks fit on the horizontal axis.</param>
internal sealed record PlotSize(string Name, int Width, int Height, int HorizontalTicks)
{
    /// <summary>The width of the page on a desktop.</summary>
    public static PlotSize Full { get; } = new("wide", 960, 340, 10);

    /// <summary>Half of it: two charts stand side by side.</summary>
    public static PlotSize Half { get; } = new("wide", 468, 320, 10);

    /// <summary>The width of a phone.</summary>
    public static PlotSize Narrow { get; } = new("narrow", 350, 280, 5);
}
