namespace Nabla.Networks;

/// <summary>The purposes of random numbers: each folds its own tag into the run's key, so that they are independent.</summary>
internal static class RandomStreams
{
    /// <summary>The initial parameters.</summary>
    public const ulong Initialization = 1;

    /// <summary>The order of the examples; also fold in the epoch.</summary>
    public const ulong Shuffling = 2;

    /// <summary>The random values of layers during training, such as masks; also fold in the layer.</summary>
    public const ulong Layers = 3;

    /// <summary>The selection of the validation examples.</summary>
    public const ulong Splitting = 4;

    /// <summary>Generated data; also fold in the split and the example.</summary>
    public const ulong Data = 5;
}
