namespace Nabla.Networks;

/// <summary>What a layer looked like at the end of an epoch.</summary>
/// <param name="Layer">Where it stands: "layers.2", and "layers.2.0" inside a residual block.</param>
/// <param name="Kind">What it is: "Linear".</param>
/// <param name="Units">Features it puts out.</param>
/// <param name="DeadShare">
/// For an activation, the share of its units whose input was at most 0 for every example of the validation split (claim A34): behind a rectifier
/// they have no gradient and do not recover (A35). Null for other layers.
/// </param>
/// <param name="ActivationNorm">The root of the mean square of its outputs over the validation split.</param>
/// <param name="GradientNorm">The Euclidean norm of its parameters' gradient in the epoch's last step; null without parameters.</param>
/// <param name="ParameterNorm">The Euclidean norm of its parameters; null without parameters.</param>
public sealed record LayerRecord(
    string Layer, string Kind, int Units, double? DeadShare, double ActivationNorm, double? GradientNorm, double? ParameterNorm);
