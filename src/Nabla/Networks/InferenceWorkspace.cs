using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>One thread's memory for inference passes only: no gradients, and two buffers that alternate as the layers' outputs.</summary>
/// <remarks>
/// At inference no layer reads earlier outputs, so an output may be overwritten as soon as the next layer has read it, and all layers share one cache.
/// It serves one thread at a time: <see cref="TryEnter"/>.
/// </remarks>
internal sealed class InferenceWorkspace
{
    private readonly Network _network;
    private readonly AlignedBuffer _even;
    private readonly AlignedBuffer _odd;
    private readonly AlignedBuffer _cache;
    private Flag _entered;

    public InferenceWorkspace(Network network, int batchCapacity, Processor processor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchCapacity);
        (_network, BatchCapacity, Processor) = (network, batchCapacity, processor);
        var layers = network.Layers;
        _even = Outputs(0);
        _odd = Outputs(1);
        _cache = new(layers.Max(layer => layer.CacheLength(batchCapacity)));

        AlignedBuffer Outputs(int parity) =>
            new(layers.Where((_, i) => i % 2 == parity).Select(layer => checked(batchCapacity * AlignedBuffer.Stride(layer.Outputs))).DefaultIfEmpty().Max());
    }

    /// <summary>Gets the maximum number of rows of a pass.</summary>
    public int BatchCapacity { get; }

    /// <summary>Gets the processor that the kernels run on.</summary>
    public Processor Processor { get; }

    /// <summary>Acquires the workspace unless another thread is using it.</summary>
    public bool TryEnter() => Volatile.Read(ref _entered.Value) == 0 && Interlocked.Exchange(ref _entered.Value, 1) == 0;

    /// <summary>Releases the workspace.</summary>
    public void Leave() => Volatile.Write(ref _entered.Value, 0);

    /// <summary>Computes the outputs for rows of features, block by block, bit-identical to <see cref="Network.Predict"/>.</summary>
    /// <param name="x">The features, [rows, inputs], all finite.</param>
    /// <param name="outputs">Receives the outputs, [rows, outputs].</param>
    public void Predict(ReadOnlyMatrixView x, MatrixView outputs)
    {
        var pass = new Pass(Processor, PassMode.Inference);
        for (int first = 0; first < x.Rows; first += BatchCapacity)
        {
            int rows = Math.Min(BatchCapacity, x.Rows - first);
            _network.Chain.Forward(in pass, x.Slice(first, rows), new InferenceMemory(this)).CopyTo(outputs.Slice(first, rows));
        }
    }

    /// <summary>Returns a layer's output, [rows, the layer's outputs], valid until the second layer after it writes its own.</summary>
    public MatrixView Output(int layer, int rows)
    {
        int columns = _network.Chain[layer].Outputs, stride = AlignedBuffer.Stride(columns);
        return new(((layer & 1) == 0 ? _even : _odd).Span[..(rows * stride)], rows, columns, stride);
    }

    /// <summary>Returns the cache that a layer may write; nothing reads it.</summary>
    public Span<float> Cache(int layer, int rows) => _cache.Span[.._network.Chain[layer].CacheLength(rows)];

    // Two cache lines before the flag and one after it: threads that enter adjacent workspaces do not slow each other down.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Flag
    {
        [FieldOffset(128)]
        public int Value;
    }
}
