namespace Nabla.Networks;

/// <summary>One thread's memory for a batch: the input, and every layer's output, cache and gradient. Allocated once.</summary>
/// <remarks>
/// A workspace serves one thread at a time. A pass throws if another one is using the workspace. The next pass overwrites the results, so threads
/// that share a workspace in turn need copies, as <see cref="Network.Predict"/> makes them.
/// </remarks>
public sealed class Workspace
{
    private readonly Network _network;
    private readonly Layer[] _layers;
    private readonly AlignedBuffer _input;
    private readonly AlignedBuffer[] _outputs;
    private readonly AlignedBuffer[] _gradients;
    private readonly AlignedBuffer[] _caches;
    private readonly AlignedBuffer _scratch;
    private int _entered;

    internal Workspace(Network network, int batchCapacity, Processor processor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchCapacity);
        Layer[] layers = [.. network.Layers];
        (_network, _layers, BatchCapacity, Processor) = (network, layers, batchCapacity, processor);
        _input = Buffer(layers[0].Inputs);
        _outputs = [.. layers.Select(layer => Buffer(layer.Outputs))];
        _gradients = [.. layers.Select(layer => Buffer(layer.Outputs))];
        _caches = [.. layers.Select(layer => new AlignedBuffer(layer.CacheLength(batchCapacity)))];
        _scratch = new(layers.Max(layer => layer.ScratchLength(batchCapacity)));

        AlignedBuffer Buffer(int columns) => new(checked(batchCapacity * AlignedBuffer.Stride(columns)));
    }

    /// <summary>Gets the maximum number of rows of a batch.</summary>
    public int BatchCapacity { get; }

    /// <summary>Gets the processor that runs the kernels.</summary>
    public Processor Processor { get; }

    /// <summary>Returns the memory for a batch's features, [rows, inputs]. A pass may also read its input from elsewhere.</summary>
    public MatrixView Input(int rows) => View(_input, rows, _layers[0].Inputs);

    /// <summary>Returns a layer's output in the last forward pass, [rows, the layer's outputs].</summary>
    public MatrixView Output(int layer, int rows) => View(_outputs[layer], rows, _layers[layer].Outputs);

    /// <summary>Returns the gradient of a layer's output, [rows, the layer's outputs].</summary>
    public MatrixView Gradient(int layer, int rows) => View(_gradients[layer], rows, _layers[layer].Outputs);

    /// <summary>Returns the cache that a layer's forward pass filled.</summary>
    public Span<float> Cache(int layer, int rows) => _caches[layer].Span[.._layers[layer].CacheLength(rows)];

    /// <summary>Returns the scratch memory of a layer's backward pass, which all layers share.</summary>
    public Span<float> Scratch(int layer, int rows) => _scratch.Span[.._layers[layer].ScratchLength(rows)];

    /// <summary>Begins a pass.</summary>
    /// <exception cref="ArgumentException">The workspace belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">Another pass has not ended.</exception>
    internal void Enter(Network network)
    {
        RequireOf(network);
        if (Interlocked.Exchange(ref _entered, 1) != 0)
        {
            throw new InvalidOperationException(
                "This workspace is in use by another thread: a workspace serves one thread at a time; create one for each with network.CreateWorkspace.");
        }
    }

    /// <summary>Ends the pass.</summary>
    internal void Leave() => Volatile.Write(ref _entered, 0);

    /// <exception cref="ArgumentException">The workspace belongs to another network.</exception>
    internal void RequireOf(Network network)
    {
        if (!ReferenceEquals(network, _network))
            throw new ArgumentException("This workspace belongs to another network: create one for this network with network.CreateWorkspace.");
    }

    private MatrixView View(AlignedBuffer buffer, int rows, int columns)
    {
        if ((uint)rows > (uint)BatchCapacity)
            throw new ShapeException($"Workspace: a batch has {rows} rows; this workspace holds up to {BatchCapacity}. Create a larger one.");
        int stride = AlignedBuffer.Stride(columns);
        return new(buffer.Span[..(rows * stride)], rows, columns, stride);
    }
}
