namespace Nabla.Networks;

/// <summary>What the layers of a <see cref="Chain"/> left in a forward pass.</summary>
internal interface IChainMemory
{
    /// <summary>A layer's output, [rows, the layer's outputs].</summary>
    ReadOnlyMatrixView Output(int layer, int rows);

    /// <summary>What a layer left for its backward pass.</summary>
    ReadOnlySpan<float> Cache(int layer, int rows);
}

/// <summary>Where the layers of a <see cref="Chain"/> write in a forward pass.</summary>
internal interface IForwardMemory
{
    /// <summary>Receives a layer's output, [rows, the layer's outputs].</summary>
    MatrixView Output(int layer, int rows);

    /// <summary>Receives what a layer leaves for its backward pass.</summary>
    Span<float> Cache(int layer, int rows);
}

/// <summary>What the layers of a <see cref="Chain"/> read in a backward pass, and where they write.</summary>
internal interface IBackwardMemory : IChainMemory
{
    /// <summary>Receives the gradient of a layer's output; never asked for the last layer's.</summary>
    MatrixView Gradient(int layer, int rows);

    /// <summary>What a layer works in; the next one works in the same.</summary>
    Span<float> Scratch(int layer, int rows);
}
