namespace Nabla.Networks;

/// <summary>The results of a forward pass through a <see cref="Chain"/>.</summary>
internal interface IChainMemory
{
    /// <summary>Returns a layer's output, [rows, the layer's outputs].</summary>
    ReadOnlyMatrixView Output(int layer, int rows);

    /// <summary>Returns a layer's cache.</summary>
    ReadOnlySpan<float> Cache(int layer, int rows);
}

/// <summary>The memory that the layers of a <see cref="Chain"/> write in a forward pass.</summary>
internal interface IForwardMemory
{
    /// <summary>Returns the memory for a layer's output, [rows, the layer's outputs].</summary>
    MatrixView Output(int layer, int rows);

    /// <summary>Returns the memory for a layer's cache.</summary>
    Span<float> Cache(int layer, int rows);
}

/// <summary>The memory that the layers of a <see cref="Chain"/> read and write in a backward pass.</summary>
internal interface IBackwardMemory : IChainMemory
{
    /// <summary>Returns the memory for the gradient of a layer's output; never requested for the last layer.</summary>
    MatrixView Gradient(int layer, int rows);

    /// <summary>Returns a layer's scratch memory, which all layers share.</summary>
    Span<float> Scratch(int layer, int rows);
}
