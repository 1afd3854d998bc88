using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Norms and dead units of the entries, over the epochs and over the depth.</summary>
public sealed partial class StudyLayersSection : ComponentBase
{
    private const string Epoch = "epoch", Hidden = "hidden layer", WithWeights = "layer with weights";

    private const string Dead = "A unit is dead if its input is at most 0 for every validation image.";

    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private static IReadOnlyList<Quantity> All =>
    [
        Whole("network-dead", "Dead units", "share of units", lines => LayerSpreads.Mean(lines.Select(line => line.DeadShare)), $"The mean over the hidden layers. {Dead}") with { IsShare = true },
        Whole("network-gradients", "Gradient norm", "Euclidean norm", lines => LayerSpreads.Norm(lines.Select(line => line.GradientNorm)), "Of all parameters, in the last step of each epoch."),
        Whole("network-parameters", "Parameter norm", "Euclidean norm", lines => LayerSpreads.Norm(lines.Select(line => line.ParameterNorm)), "Of all parameters."),
        Deep("depth-dead", "Dead units by layer", Hidden, "share of units", line => line.DeadShare, Dead) with { IsShare = true },
        Deep("depth-outputs", "Output RMS by layer", Hidden, "root mean square", line => double.IsFinite(line.DeadShare) ? line.ActivationNorm : double.NaN, "Root mean square of the outputs of activations, over the validation images."),
        Deep("depth-gradients", "Gradient norm by layer", WithWeights, "Euclidean norm", line => IsNormalisation(line) ? double.NaN : line.GradientNorm, "In the last step; normalisation layers are excluded."),
    ];

    private IEnumerable<(Quantity Quantity, IReadOnlyList<SpreadLine> Lines)> Shown => All
        .Select(quantity => (quantity, Lines: (IReadOnlyList<SpreadLine>)[.. Study.Layers.Select(entry => quantity.Of(entry, Study.Result.Ddof)).Where(line => line.Points.Any(point => point.Spread is not null))]))
        // A single position is not a curve: there is no depth to plot.
        .Where(each => each.Lines.Count > 0 && (each.quantity.Across == Epoch || each.Lines.Any(line => line.Points.Count > (each.quantity.Across == Hidden ? 1 : 2))));

    private string Note(Quantity quantity) => $"{quantity.Remark} {EntryGroups.Remark(Study.Layers.Count)}".Trim();

    private static Quantity Whole(string id, string title, string unit, Func<IEnumerable<LayerLine>, double> value, string remark) =>
        new(id, title, Epoch, unit, remark, (entry, ddof) => LayerSpreads.OverEpochs(entry, value, ddof));

    private static Quantity Deep(string id, string title, string across, string unit, Func<LayerLine, double> value, string remark) =>
        new(id, title, across, unit, remark, (entry, ddof) => LayerSpreads.OverDepth(entry, line => double.IsFinite(value(line)), value, ddof));

    private static bool IsNormalisation(LayerLine line) => line.Kind.Contains("Norm", StringComparison.Ordinal);

    private sealed record Quantity(string Id, string Title, string Across, string Unit, string Remark, Func<EntryLayers, int, SpreadLine> Of)
    {
        /// <summary>Gets whether the figure is a fraction.</summary>
        public bool IsShare { get; init; }
    }
}
