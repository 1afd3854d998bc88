using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The figures of a layer after an epoch: one line of <c>layers.csv</c>. Figures that do not apply to its kind are NaN.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Layer">The name: "layers.0".</param>
/// <param name="Kind">The kind of layer: "Linear".</param>
/// <param name="Units">The number of output features.</param>
/// <param name="DeadShare">The fraction of an activation's units whose input was at most 0 for every validation example.</param>
/// <param name="ActivationNorm">The root mean square of its outputs over the validation examples.</param>
/// <param name="GradientNorm">The Euclidean norm of its parameters' gradient in the epoch's last step.</param>
/// <param name="ParameterNorm">The Euclidean norm of its parameters.</param>
public sealed record LayerLine(
    int Epoch, string Layer, string Kind, int Units, double DeadShare, double ActivationNorm, double GradientNorm, double ParameterNorm)
{
    /// <summary>Gets the label in legends: "layers.0 Linear".</summary>
    public string Label => $"{Layer} {Kind}";

    /// <summary>Creates a line from a record of training.</summary>
    public static LayerLine Of(int epoch, LayerRecord layer) => new(
        epoch, layer.Layer, layer.Kind, layer.Units,
        layer.DeadShare ?? double.NaN, layer.ActivationNorm, layer.GradientNorm ?? double.NaN, layer.ParameterNorm ?? double.NaN);
}
