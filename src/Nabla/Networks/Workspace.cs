using Nabla.Kernels;
using Nabla.Layers;
using Nabla.Numerics;

namespace Nabla.Networks;

/// <summary>One thread's memory for one batch: the input, every layer's output, cache and gradient. Sized once, used for ever.</summary>
public sealed class Workspace
{
    private readonly Layer[] _layers;
    private readonly AlignedBuffer _input;
    private readonly AlignedBuffer[] _outputs;
    private readonly AlignedBuffer[] _gradients;
    private readonly AlignedBuffer[] _caches;
    private readonly AlignedBuffer _scratch;

    internal Workspace(IReadOnlyList<Layer> layers, int batchCapacity, Processor processor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchCapacity);
        (_layers, BatchCapacity, Processor) = ([.. layers], batchCapacity, processor);
        _input = Buffer(layers[0].Inputs);
        _outputs = [.. layers.Select(layer => Buffer(layer.Outputs))];
        _gradients = [.. layers.Select(layer => Buffer(layer.Outputs))];
        _caches = [.. layers.Select(layer => new AlignedBuffer(layer.CacheLength(batchCapacity)))];
        _scratch = new(layers.Max(layer => layer.ScratchLength(batchCapacity)));

        AlignedBuffer Buffer(int columns) => new(checked(batchCapacity * AlignedBuffer.Stride(columns)));
    }

    /// <summary>The most rows a batch can have.</summary>
    public int BatchCapacity { get; }

    /// <summary>Where the kernels run.</summary>
    public Processor Processor { get; }

    /// <summary>Room for a batch's features: [rows, inputs]. A pass may read its input from here or from anywhere else.</summary>
    public MatrixView Input(int rows) => View(_input, rows, _layers[0].Inputs);

    /// <summary>What a layer put out in the last forward pass: [rows, the layer's outputs].</summary>
    public MatrixView Output(int layer, int rows) => View(_outputs[layer], rows, _layers[layer].Outputs);

    /// <summary>∂L/∂ that output: [rows, the layer's outputs].</summary>
    public MatrixView Gradient(int layer, int rows) => View(_gradients[layer], rows, _layers[layer].Outputs);

    /// <summary>What a layer left for its backward pass.</summary>
    public Span<float> Cache(int layer, int rows) => _caches[layer].Span[.._layers[layer].CacheLength(rows)];

    /// <summary>What a layer's backward pass works in; the next layer's works in the same.</summary>
    public Span<float> Scratch(int layer, int rows) => _scratch.Span[.._layers[layer].ScratchLength(rows)];

    private MatrixView View(AlignedBuffer buffer, int rows, int columns)
    {
        if ((uint)rows > (uint)BatchCapacity)
            throw new ShapeException($"Workspace: a batch has {rows} rows; this workspace holds up to {BatchCapacity}. Create a larger one.");
        int stride = AlignedBuffer.Stride(columns);
        return new(buffer.Span[..(rows * stride)], rows, columns, stride);
    }
}
