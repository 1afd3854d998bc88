using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The numbers behind a chart of epochs.</summary>
public sealed partial class EpochTable : ComponentBase
{
    private const int Most = 100;

    /// <summary>The epochs.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<EpochResult> Epochs { get; set; } = [];

    /// <summary>The epoch to point out; null for none.</summary>
    [Parameter]
    public int? Best { get; set; }

    /// <summary>What the numbers are.</summary>
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    /// <summary>The figures of an epoch: what each is called, and how it is written.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Name, Func<EpochResult, string> Cell)> Columns { get; set; } = [];

    private IReadOnlyList<EpochResult> Rows => Thinning.Spread(Epochs, Most);
}
