namespace Nabla.Networks;

/// <summary>Specifies the normalisation of a recipe's hidden layers.</summary>
public enum Normalization
{
    /// <summary>No normalisation.</summary>
    None,

    /// <summary><see cref="BatchNorm"/> with its defaults.</summary>
    Batch,

    /// <summary><see cref="WhiteningBatchNorm"/> with its defaults.</summary>
    Whitening,
}
