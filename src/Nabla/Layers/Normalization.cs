namespace Nabla.Networks;

/// <summary>The normalisations a recipe can name.</summary>
public enum Normalization
{
    /// <summary>None.</summary>
    None,

    /// <summary><see cref="BatchNorm"/> with its defaults.</summary>
    Batch,

    /// <summary><see cref="WhiteningBatchNorm"/> with its defaults.</summary>
    Whitening,
}
