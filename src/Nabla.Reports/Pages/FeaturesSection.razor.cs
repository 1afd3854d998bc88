using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The input columns of a table's model.</summary>
public sealed partial class FeaturesSection : ComponentBase
{
    /// <summary>Gets or sets the columns.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ReportedFeature> Features { get; set; } = [];
}
