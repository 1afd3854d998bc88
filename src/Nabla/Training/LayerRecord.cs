namespace Nabla.Networks;

/// <summary>Figures of a layer at the end of an epoch.</summary>
/// <param name="Layer">The position: "layers.2", or "layers.2.0" inside a residual block.</param>
/// <param name="Kind">The kind of layer: "Linear".</param>
/// <param name="Units">The number of output features.</param>
/// <param name="DeadShare">
/// For an activation, the fraction of units whose input was at most 0 for every example of the validation split: with a rectifier
/// these units have no gradient and do not recover. Null for other layers.
/// </param>
/// <param name="ActivationNorm">The root mean square of its outputs over the validation split.</param>
/// <param name="GradientNorm">The Euclidean norm of its parameters' gradient in the epoch's last step; null without parameters.</param>
/// <param name="ParameterNorm">The Euclidean norm of its parameters; null without parameters.</param>
public sealed record LayerRecord(
    string Layer, string Kind, int Units, double? DeadShare, double ActivationNorm, double? GradientNorm, double? ParameterNorm);
