using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The numbers of a chart of epochs.</summary>
public sealed partial class EpochTable : ComponentBase
{
    private const int Most = 100;

    /// <summary>Gets or sets the epochs.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<EpochResult> Epochs { get; set; } = [];

    /// <summary>Gets or sets the epoch to mark; null for none.</summary>
    [Parameter]
    public int? Best { get; set; }

    /// <summary>Gets or sets the caption.</summary>
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    /// <summary>Gets or sets the figures of an epoch: their names and formats.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Name, Func<EpochResult, string> Cell)> Columns { get; set; } = [];

    private IReadOnlyList<EpochResult> Rows => Thinning.Spread(Epochs, Most);
}
