using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What a layer was like after an epoch: one line of <c>layers.csv</c>. What is not measured of its kind is NaN.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Layer">Its name: "layers.0".</param>
/// <param name="Kind">What it is: "Linear".</param>
/// <param name="Units">Number of output features.</param>
/// <param name="DeadShare">The share of an activation's units whose input was at most 0 for every validation example.</param>
/// <param name="ActivationNorm">The root of the mean square of its outputs over the validation examples.</param>
/// <param name="GradientNorm">The Euclidean norm of its parameters' gradient in the epoch's last step.</param>
/// <param name="ParameterNorm">The Euclidean norm of its parameters.</param>
public sealed record LayerLine(
    int Epoch, string Layer, string Kind, int Units, double DeadShare, double ActivationNorm, double GradientNorm, double ParameterNorm)
{
    /// <summary>"layers.0 Linear": how legends call the layer.</summary>
    public string Label => $"{Layer} {Kind}";

    /// <summary>From what training recorded.</summary>
    public static LayerLine Of(int epoch, LayerRecord layer) => new(
        epoch, layer.Layer, layer.Kind, layer.Units,
        layer.DeadShare ?? double.NaN, layer.ActivationNorm, layer.GradientNorm ?? double.NaN, layer.ParameterNorm ?? double.NaN);
}
