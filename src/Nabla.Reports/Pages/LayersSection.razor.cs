using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Norms and dead units of every layer, over the epochs.</summary>
public sealed partial class LayersSection : ComponentBase
{
    private const int MaxTableEpochs = 50;
    private const int MaxEpochs = 200;

    private static readonly Quantity[] Quantities =
    [
        new("layer-dead", "Dead units", "share of units", record => record.DeadShare, IsShare: true, "A unit is dead if its input is at most 0 for every validation image. With ReLU it receives no gradient and does not recover."),
        new("layer-activations", "Output RMS", "root mean square", record => record.ActivationNorm, IsShare: false, "Root mean square of the outputs of the activations and the last layer, over the validation images.") { IsOfActivations = true },
        new("layer-gradients", "Gradient norm", "Euclidean norm", record => record.GradientNorm, IsShare: false, "In the last step of each epoch."),
        new("layer-parameters", "Parameter norm", "Euclidean norm", record => record.ParameterNorm, IsShare: false, null),
    ];

    /// <summary>Gets or sets one record per layer and epoch.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<LayerLine> Records { get; set; } = [];

    /// <summary>Gets or sets the noun for an example. Default "image".</summary>
    [Parameter]
    public string Example { get; set; } = "image";

    private IReadOnlyList<int> Epochs => [.. Records.Select(record => record.Epoch).Distinct().Order()];

    private IReadOnlyList<int> TableEpochs => Thinning.Spread(Epochs, MaxTableEpochs);

    private IEnumerable<Quantity> Shown => Quantities.Where(quantity => LayersOf(quantity).Count > 0);

    private Axis EpochAxis => Axis.Counting("epoch", Epochs[^1]);

    /// <summary>Returns the layers with this quantity; if there are many, a selection from the first to the last.</summary>
    private IReadOnlyList<Layer> LayersOf(Quantity quantity) => Thinning.Spread(AllLayersOf(quantity), ChartSeries.Looks);

    private IReadOnlyList<Layer> AllLayersOf(Quantity quantity) =>
        [.. Records
            .Where(record => double.IsFinite(quantity.Value(record)) && (!quantity.IsOfActivations || double.IsFinite(record.DeadShare) || record.Layer == Records[^1].Layer))
            .Select(record => new Layer(record.Layer, record.Label)).Distinct()];

    private IReadOnlyList<ChartSeries> SeriesOf(Quantity quantity) => [.. LayersOf(quantity).Select((layer, look) => new ChartSeries(
        layer.Label,
        Thinning.Spread([.. Records.Where(record => record.Layer == layer.Name).Select(record => new ChartPoint(record.Epoch, quantity.Value(record)))], MaxEpochs),
        look))];

    private Axis AxisOf(Quantity quantity)
    {
        var values = SeriesOf(quantity).SelectMany(series => series.Points).Select(point => point.Y);
        return quantity.IsShare ? Axis.Percent(quantity.Unit, values.Append(0)) : Axis.Values(quantity.Unit, values);
    }

    private string? Note(Quantity quantity) => AllLayersOf(quantity).Count is var all && all > ChartSeries.Looks
        ? $"{Remark(quantity)} {Figures.Count(ChartSeries.Looks)} of {Figures.Count(all)} layers are drawn, from the first to the last; {RunDirectory.LayersFileName} has all.".Trim()
        : Remark(quantity);

    private string? Remark(Quantity quantity) => quantity.Remark?.Replace("image", Example, StringComparison.Ordinal);

    private string Describe(Quantity quantity) => $"{quantity.Title} over {Figures.Plural(Epochs.Count, "epoch", "epochs")}. "
        + string.Join(' ', LayersOf(quantity).Select(layer => $"{layer.Label}: {Cell(quantity, layer, Epochs[0])} to {Cell(quantity, layer, Epochs[^1])}."));

    private string Cell(Quantity quantity, Layer layer, int epoch)
    {
        double value = Records.FirstOrDefault(record => record.Epoch == epoch && record.Layer == layer.Name) is { } record ? quantity.Value(record) : double.NaN;
        return !double.IsFinite(value) ? "–" : quantity.IsShare ? Figures.Percent(value) : Figures.Rounded(value);
    }

    private sealed record Quantity(string Id, string Title, string Unit, Func<LayerLine, double> Value, bool IsShare, string? Remark)
    {
        /// <summary>Gets whether linear layers and normalisations between activations are omitted: their outputs add little to those of the activations.</summary>
        public bool IsOfActivations { get; init; }
    }

    private sealed record Layer(string Name, string Label);
}
