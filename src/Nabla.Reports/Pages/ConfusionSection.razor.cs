using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The confusion matrix.</summary>
public sealed partial class ConfusionSection : ComponentBase
{
    private const int MaxPairs = 12;

    /// <summary>Gets or sets the counts, [true][predicted].</summary>
    [Parameter, EditorRequired]
    public long[][] Matrix { get; set; } = [];

    /// <summary>Gets or sets the class names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Classes { get; set; } = [];

    /// <summary>Gets or sets whether the examples are rows of a table. Default false: images.</summary>
    [Parameter]
    public bool IsOfTable { get; set; }

    private IReadOnlyList<ConfusedPair> Pairs => ConfusedPairs.Of(Matrix, Classes, MaxPairs);
}
