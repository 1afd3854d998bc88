using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Charts;

/// <summary>A curve's line and marker in a legend.</summary>
public sealed partial class ChartKey : ComponentBase
{
    /// <summary>Gets or sets the curve.</summary>
    [Parameter, EditorRequired]
    public ChartSeries Series { get; set; } = null!;

    private string Marker => (Series.Look % 4) switch
    {
        0 => "M11 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
        1 => "M11.5 2.5h7v7h-7z",
        2 => "M15 1.5l4 7.5h-8z",
        _ => "M15 1l4 5l-4 5l-4-5z",
    };
}
