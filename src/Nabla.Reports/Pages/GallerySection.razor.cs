using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>Wrong answers as images, with what the network took them for.</summary>
public sealed partial class GallerySection : ComponentBase
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;
}
