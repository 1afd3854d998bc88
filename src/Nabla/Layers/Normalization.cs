namespace Nabla.Layers;

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

/// <summary>From a normalisation's name to its layer.</summary>
public static class Normalizations
{
    /// <summary>The normalisation as a layer for rows of this width, with its default parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none to make.</exception>
    public static Layer Create(this Normalization normalization, int width) => normalization switch
    {
        Normalization.Batch => new BatchNorm(width),
        Normalization.Whitening => new WhiteningBatchNorm(width),
        _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, "There is no such normalisation."),
    };
}
