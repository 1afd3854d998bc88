namespace Nabla.Networks;

/// <summary>The memory layout of a block: a chain's outputs and caches in one span, its gradients and scratch memory in another.</summary>
/// <remarks>
/// Each piece is aligned to a cache line if the span is. In the cache, each layer's output is followed by the layer's own cache. The scratch memory
/// begins with the gradients of all outputs but the last, whose gradient is the block's own and is stored elsewhere.
/// </remarks>
internal static class PackedMemory
{
    /// <summary>Returns the number of floats for outputs and caches.</summary>
    public static int CacheLength(Chain chain, int rows)
    {
        int length = 0;
        for (int i = 0; i < chain.Count; i++)
            length = checked(length + OutputLength(chain[i], rows) + Lines(chain[i].CacheLength(rows)));
        return length;
    }

    /// <summary>Returns the number of floats for gradients and scratch memory.</summary>
    public static int ScratchLength(Chain chain, int rows)
    {
        int gradients = 0, scratch = 0;
        for (int i = 0; i < chain.Count; i++)
        {
            gradients = checked(gradients + (i == chain.Count - 1 ? 0 : OutputLength(chain[i], rows)));
            scratch = Math.Max(scratch, chain[i].ScratchLength(rows));
        }

        return checked(gradients + scratch);
    }

    /// <summary>Computes where each layer's output begins in the cache.</summary>
    public static void FillOutputStarts(Chain chain, int rows, Span<int> starts)
    {
        for (int i = 0, start = 0; i < starts.Length; i++)
        {
            starts[i] = start;
            start += OutputLength(chain[i], rows) + Lines(chain[i].CacheLength(rows));
        }
    }

    /// <summary>Computes where each gradient begins in the scratch memory, and for the last layer, which has none there, where the remaining memory begins.</summary>
    public static void FillGradientStarts(Chain chain, int rows, Span<int> starts)
    {
        for (int i = 0, start = 0; i < starts.Length; i++)
        {
            starts[i] = start;
            start += OutputLength(chain[i], rows);
        }
    }

    /// <summary>Returns the number of floats for a layer's output, or its gradient, in whole cache lines.</summary>
    public static int OutputLength(Layer layer, int rows) => Lines(checked(rows * AlignedBuffer.Stride(layer.Outputs)));

    public static MatrixView Matrix(Span<float> memory, int start, int rows, Layer layer)
    {
        int stride = AlignedBuffer.Stride(layer.Outputs);
        return new(memory.Slice(start, rows * stride), rows, layer.Outputs, stride);
    }

    public static ReadOnlyMatrixView Matrix(ReadOnlySpan<float> memory, int start, int rows, Layer layer)
    {
        int stride = AlignedBuffer.Stride(layer.Outputs);
        return new(memory.Slice(start, rows * stride), rows, layer.Outputs, stride);
    }

    private static int Lines(int floats) => checked(floats + AlignedBuffer.FloatsPerLine - 1) / AlignedBuffer.FloatsPerLine * AlignedBuffer.FloatsPerLine;
}

/// <summary>The memory of a block in a forward pass.</summary>
internal readonly ref struct PackedForwardMemory : IForwardMemory
{
    private readonly Chain _chain;
    private readonly Span<float> _cache;
    private readonly ReadOnlySpan<int> _outputs;

    /// <summary>Initializes the memory for a batch.</summary>
    /// <param name="chain">The layers of the block.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="cache">The block's cache.</param>
    /// <param name="outputs">Memory for one index per layer.</param>
    public PackedForwardMemory(Chain chain, int rows, Span<float> cache, Span<int> outputs)
    {
        PackedMemory.FillOutputStarts(chain, rows, outputs);
        _chain = chain;
        _cache = cache;
        _outputs = outputs;
    }

    public MatrixView Output(int layer, int rows) => PackedMemory.Matrix(_cache, _outputs[layer], rows, _chain[layer]);

    public Span<float> Cache(int layer, int rows) =>
        _cache.Slice(_outputs[layer] + PackedMemory.OutputLength(_chain[layer], rows), _chain[layer].CacheLength(rows));
}

/// <summary>The results of a block's forward pass.</summary>
internal readonly ref struct PackedResults : IChainMemory
{
    private readonly Chain _chain;
    private readonly ReadOnlySpan<float> _cache;
    private readonly ReadOnlySpan<int> _outputs;

    /// <summary>Initializes the results for a batch.</summary>
    /// <param name="chain">The layers of the block.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="cache">The block's cache, as the forward pass left it.</param>
    /// <param name="outputs">Memory for one index per layer.</param>
    public PackedResults(Chain chain, int rows, ReadOnlySpan<float> cache, Span<int> outputs)
    {
        PackedMemory.FillOutputStarts(chain, rows, outputs);
        _chain = chain;
        _cache = cache;
        _outputs = outputs;
    }

    public ReadOnlyMatrixView Output(int layer, int rows) => PackedMemory.Matrix(_cache, _outputs[layer], rows, _chain[layer]);

    public ReadOnlySpan<float> Cache(int layer, int rows) =>
        _cache.Slice(_outputs[layer] + PackedMemory.OutputLength(_chain[layer], rows), _chain[layer].CacheLength(rows));
}

/// <summary>The memory of a block in a backward pass.</summary>
internal readonly ref struct PackedBackwardMemory : IBackwardMemory
{
    private readonly Chain _chain;
    private readonly PackedResults _results;
    private readonly Span<float> _scratch;
    private readonly ReadOnlySpan<int> _gradients;

    /// <summary>Initializes the memory for a batch.</summary>
    /// <param name="chain">The layers of the block.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="results">The results of the forward pass.</param>
    /// <param name="scratch">The block's scratch memory.</param>
    /// <param name="gradients">Memory for one index per layer.</param>
    public PackedBackwardMemory(Chain chain, int rows, PackedResults results, Span<float> scratch, Span<int> gradients)
    {
        PackedMemory.FillGradientStarts(chain, rows, gradients);
        _chain = chain;
        _results = results;
        _scratch = scratch;
        _gradients = gradients;
    }

    public ReadOnlyMatrixView Output(int layer, int rows) => _results.Output(layer, rows);

    public ReadOnlySpan<float> Cache(int layer, int rows) => _results.Cache(layer, rows);

    public MatrixView Gradient(int layer, int rows) => PackedMemory.Matrix(_scratch, _gradients[layer], rows, _chain[layer]);

    public Span<float> Scratch(int layer, int rows) => _scratch.Slice(_gradients[^1], _chain[layer].ScratchLength(rows));
}
