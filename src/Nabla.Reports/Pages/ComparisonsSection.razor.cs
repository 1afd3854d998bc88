using Microsoft.AspNetCore.Components;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Comparisons of entries, over the seeds that both have completed.</summary>
public sealed partial class ComparisonsSection : ComponentBase
{
    /// <summary>Gets or sets the comparisons, at least one.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PairedComparison> Comparisons { get; set; } = [];

    private string Confidence => Figures.Invariant($"{100 * Comparisons[0].Confidence:0.#}\u00a0%");

    private static string Show(PairedComparison pair, double value) =>
        StudyFigure.IsShare(pair.Figure) ? Figures.SignedPoints(value) : Figures.Invariant($"{value:+0.0000;−0.0000;0.0000}");

    private static string Interval(PairedComparison pair) =>
        pair is { Lower: { } lower, Upper: { } upper } ? $"{Show(pair, lower)} to {Show(pair, upper)}" : "–";
}
