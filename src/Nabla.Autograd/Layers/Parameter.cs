namespace Nabla.Autograd.Layers;

/// <summary>Specifies the role of a parameter in its layer.</summary>
public enum ParameterRole
{
    /// <summary>A weight matrix. Penalties and weight decay apply to this role only.</summary>
    Weight,

    /// <summary>A bias.</summary>
    Bias,

    /// <summary>The γ of a normalisation.</summary>
    Scale,

    /// <summary>The β of a normalisation.</summary>
    Shift,

    /// <summary>Not trained: a running statistic.</summary>
    Statistic,
}

/// <summary>A matrix that training modifies in place.</summary>
/// <param name="Name">"weight", "bias", "gamma", "beta", "runningMean", ….</param>
/// <param name="Role">The role in the layer.</param>
/// <param name="Value">The elements.</param>
public sealed record Parameter(string Name, ParameterRole Role, Matrix Value);
