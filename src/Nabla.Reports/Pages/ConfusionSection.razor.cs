using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>Which classes were taken for which.</summary>
public sealed partial class ConfusionSection : ComponentBase
{
    private const int MostPairs = 12;

    /// <summary>Counts, [true][predicted].</summary>
    [Parameter, EditorRequired]
    public long[][] Matrix { get; set; } = [];

    /// <summary>The classes' names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Classes { get; set; } = [];

    /// <summary>Whether the examples are rows of a table. Default false: images.</summary>
    [Parameter]
    public bool IsOfTable { get; set; }

    private IReadOnlyList<ConfusedPair> Pairs => ConfusedPairs.Of(Matrix, Classes, MostPairs);
}
