using Microsoft.AspNetCore.Components;
using Nabla.Reports.Images;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The weights of the first layer's units.</summary>
public sealed partial class WeightsSection : ComponentBase
{
    /// <summary>Gets or sets the run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private bool IsPart => Run.Weights.Count < Run.FirstLayerUnits;

    private string Lead => IsPart
        ? $"The {Figures.Count(Run.Weights.Count)} of {Figures.Count(Run.FirstLayerUnits)} units with the largest weights, the weights of each as an image."
        : $"The {Figures.Plural(Run.Weights.Count, "unit", "units")} of the first layer, the weights of each as an image.";

    private string Label =>
        $"Weights of {Figures.Count(Run.Weights.Count)} units as images; their norms range from {Figures.Rounded(Run.Weights.Min(weights => weights.Norm))} to {Figures.Rounded(Run.Weights.Max(weights => weights.Norm))}.";

    private static string Title(WeightImage weights) => $"unit {Figures.Count(weights.Unit)}, norm {Figures.Rounded(weights.Norm)}";
}
