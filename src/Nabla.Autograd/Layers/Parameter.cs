namespace Nabla.Autograd.Layers;

/// <summary>What a parameter is to its layer.</summary>
public enum ParameterRole
{
    /// <summary>Multiplies inputs. Penalties and decay are for these alone.</summary>
    Weight,

    /// <summary>Is added to outputs.</summary>
    Bias,

    /// <summary>γ of a normalisation.</summary>
    Scale,

    /// <summary>β of a normalisation.</summary>
    Shift,

    /// <summary>Not trained: a running statistic.</summary>
    Statistic,
}

/// <summary>A matrix that training changes in place.</summary>
/// <param name="Name">"weight", "bias", "gamma", "beta", "runningMean", ….</param>
/// <param name="Role">What it is to its layer.</param>
/// <param name="Value">Its elements.</param>
public sealed record Parameter(string Name, ParameterRole Role, Matrix Value);
