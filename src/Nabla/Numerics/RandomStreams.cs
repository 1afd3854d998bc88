namespace Nabla.Networks;

/// <summary>What random numbers are for: each purpose folds its own tag into the run's key, so none disturbs another.</summary>
internal static class RandomStreams
{
    /// <summary>The parameters before training.</summary>
    public const ulong Initialization = 1;

    /// <summary>The order of the examples; fold the epoch in as well.</summary>
    public const ulong Shuffling = 2;

    /// <summary>What layers draw during training, masks say; fold the layer in as well.</summary>
    public const ulong Layers = 3;

    /// <summary>Which examples validate.</summary>
    public const ulong Splitting = 4;

    /// <summary>What is in generated data; fold the split and the example in as well.</summary>
    public const ulong Data = 5;
}
