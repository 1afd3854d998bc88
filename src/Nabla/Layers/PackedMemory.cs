using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>Where a chain's outputs and caches lie in one span, and its gradients and scratch memory in another: the memory of a block.</summary>
/// <remarks>Each piece begins at a cache line if the span does. In the cache, each layer's output is followed by what it left for its backward pass.</remarks>
internal static class PackedMemory
{
    /// <summary>Floats that outputs and caches take.</summary>
    public static int CacheLength(Chain chain, int rows) => OutputStart(chain, rows, chain.Count);

    /// <summary>Floats that gradients and scratch memory take; the gradient of the last output is the block's own, and lies elsewhere.</summary>
    public static int ScratchLength(Chain chain, int rows)
    {
        int scratch = 0;
        for (int i = 0; i < chain.Count; i++)
            scratch = Math.Max(scratch, chain[i].ScratchLength(rows));
        return checked(GradientStart(chain, rows, chain.Count - 1) + scratch);
    }

    public static int OutputStart(Chain chain, int rows, int layer)
    {
        int start = 0;
        for (int i = 0; i < layer; i++)
            start = checked(start + OutputLength(chain, rows, i) + Lines(chain[i].CacheLength(rows)));
        return start;
    }

    public static int CacheStart(Chain chain, int rows, int layer) => OutputStart(chain, rows, layer) + OutputLength(chain, rows, layer);

    public static int GradientStart(Chain chain, int rows, int layer)
    {
        int start = 0;
        for (int i = 0; i < layer; i++)
            start = checked(start + OutputLength(chain, rows, i));
        return start;
    }

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

    /// <summary>Floats that hold a layer's output, or its gradient, in whole cache lines.</summary>
    private static int OutputLength(Chain chain, int rows, int layer) => Lines(checked(rows * AlignedBuffer.Stride(chain[layer].Outputs)));

    private static int Lines(int floats) => checked(floats + AlignedBuffer.FloatsPerLine - 1) / AlignedBuffer.FloatsPerLine * AlignedBuffer.FloatsPerLine;
}

/// <summary>The memory of a block in a forward pass.</summary>
internal readonly ref struct PackedForwardMemory(Chain chain, Span<float> cache) : IForwardMemory
{
    private readonly Span<float> _cache = cache;

    public MatrixView Output(int layer, int rows) => PackedMemory.Matrix(_cache, PackedMemory.OutputStart(chain, rows, layer), rows, chain[layer]);

    public Span<float> Cache(int layer, int rows) => _cache.Slice(PackedMemory.CacheStart(chain, rows, layer), chain[layer].CacheLength(rows));
}

/// <summary>The memory of a block after a forward pass.</summary>
internal readonly ref struct PackedBackwardMemory(Chain chain, ReadOnlySpan<float> cache, Span<float> scratch = default) : IBackwardMemory
{
    private readonly ReadOnlySpan<float> _cache = cache;
    private readonly Span<float> _scratch = scratch;

    public ReadOnlyMatrixView Output(int layer, int rows) => PackedMemory.Matrix(_cache, PackedMemory.OutputStart(chain, rows, layer), rows, chain[layer]);

    public ReadOnlySpan<float> Cache(int layer, int rows) => _cache.Slice(PackedMemory.CacheStart(chain, rows, layer), chain[layer].CacheLength(rows));

    public MatrixView Gradient(int layer, int rows) => PackedMemory.Matrix(_scratch, PackedMemory.GradientStart(chain, rows, layer), rows, chain[layer]);

    public Span<float> Scratch(int layer, int rows) =>
        _scratch.Slice(PackedMemory.GradientStart(chain, rows, chain.Count - 1), chain[layer].ScratchLength(rows));
}
