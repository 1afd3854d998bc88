using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The columns that a table's model predicts from.</summary>
public sealed partial class FeaturesSection : ComponentBase
{
    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ReportedFeature> Features { get; set; } = [];
}
