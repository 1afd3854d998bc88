using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>A block of layers whose input is added to its output.</summary>
/// <remarks>
/// f the layers of the block in a row. Claims B11 to B13.
/// <code>
/// forward    y = f(x) + x                  widths of x and f(x) are equal (B11)
/// backward   dx = J_fᵀ dy + dy             both paths (B12)
/// </code>
/// The gradient is not bound to stay large: the paths can cancel (B13, f(x) = −x). He, Zhang, Ren and Sun 2016.
/// What the block's layers put out, and what each leaves for its backward pass, lies one after the other in the cache; their gradients in the scratch.
/// Derivation: docs/derivations/residual.md.
/// </remarks>
public sealed class Residual : Layer
{
    private readonly Layer[] _layers;

    /// <summary>A block.</summary>
    /// <param name="layers">At least one; each fits the one before it, and the last puts out as many features as the first takes in.</param>
    /// <exception cref="ShapeException">Two neighbours do not fit, or the block's widths differ.</exception>
    public Residual(params IReadOnlyList<Layer> layers)
    {
        if (layers.Count == 0)
            throw new ArgumentException("A residual block has at least one layer.", nameof(layers));
        LayersInARow.RequireFit(layers, "Residual: ");
        if (layers[^1].Outputs != layers[0].Inputs)
        {
            throw new ShapeException(
                $"Residual: an input of [rows, {layers[0].Inputs}] cannot be added to an output of [rows, {layers[^1].Outputs}]; the block must put out as many features as it takes in.");
        }

        _layers = [.. layers];
        for (int i = 0; i < _layers.Length; i++)
        {
            foreach (var parameter in _layers[i].Parameters.Concat(_layers[i].Buffers))
                parameter.NameWithin($"{i}");
        }

        Parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
        Buffers = [.. _layers.SelectMany(layer => layer.Buffers)];
    }

    /// <inheritdoc/>
    public override string Kind => "Residual";

    /// <inheritdoc/>
    public override int Inputs => _layers[0].Inputs;

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <summary>The layers of the block, first to last.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Those of its layers, named "0.weight".</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Those of its layers.</summary>
    public override IReadOnlyList<Parameter> Buffers { get; }

    /// <summary>What a layer of the block put out in a forward pass.</summary>
    internal ReadOnlyMatrixView InnerOutput(int layer, int rows, ReadOnlySpan<float> cache) => Matrix(cache[Start(rows, layer)..], rows, _layers[layer]);

    /// <summary>What it left for its backward pass.</summary>
    internal ReadOnlySpan<float> InnerCache(int layer, int rows, ReadOnlySpan<float> cache) =>
        cache.Slice(Start(rows, layer) + Length(rows, _layers[layer]), _layers[layer].CacheLength(rows));

    /// <summary>"Residual(Linear(64 -> 64), Elu(64 -> 64, alpha 1))".</summary>
    public override string ToString() => $"{Kind}({string.Join<Layer>(", ", _layers)})";

    /// <inheritdoc/>
    public override int CacheLength(int rows)
    {
        int length = 0;
        foreach (var layer in _layers)
            length = checked(length + Length(rows, layer) + Lines(layer.CacheLength(rows)));
        return length;
    }

    /// <inheritdoc/>
    public override int ScratchLength(int rows)
    {
        int gradients = 0, scratch = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            gradients = checked(gradients + (i == _layers.Length - 1 ? 0 : Length(rows, _layers[i])));
            scratch = Math.Max(scratch, _layers[i].ScratchLength(rows));
        }

        return checked(gradients + scratch);
    }

    /// <inheritdoc/>
    public override void Initialize(RandomKey key)
    {
        for (int i = 0; i < _layers.Length; i++)
            _layers[i].Initialize(key.Fold((ulong)i));
    }

    /// <inheritdoc/>
    public override void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache)
    {
        for (int i = 0; i < _layers.Length; i++)
            _layers[i].UpdateStatistics(Inner(pass, i), rows, InnerCache(i, rows, cache));
    }

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        var input = x;
        for (int i = 0; i < _layers.Length; i++)
        {
            var output = Matrix(cache, x.Rows, _layers[i]);
            _layers[i].Forward(Inner(pass, i), input, output, cache.Slice(Length(x.Rows, _layers[i]), _layers[i].CacheLength(x.Rows)));
            input = output;
            cache = cache[Kept(x.Rows, i)..];
        }

        Combine.Add(pass.Processor, input, x, y);                                                       // y = f(x) + x
    }

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        var gradient = dy;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            var inputGradient = i == 0 ? dx : Matrix(scratch, x.Rows, _layers[i - 1]);
            scratch = i == 0 ? scratch : scratch[Length(x.Rows, _layers[i - 1])..];
            _layers[i].Backward(
                Inner(pass, i), i == 0 ? x : InnerOutput(i - 1, x.Rows, cache), InnerOutput(i, x.Rows, cache), InnerCache(i, x.Rows, cache),
                gradient, inputGradient, scratch[.._layers[i].ScratchLength(x.Rows)]);
            gradient = inputGradient;
        }

        if (!dx.IsEmpty)
            Combine.Add(pass.Processor, dx, dy, dx);                                                    // dx = J_fᵀ dy + dy
    }

    private static Pass Inner(in Pass pass, int layer) => pass with { Key = pass.Key.Fold((ulong)layer) };

    private static int Lines(int floats) => checked(floats + AlignedBuffer.FloatsPerLine - 1) / AlignedBuffer.FloatsPerLine * AlignedBuffer.FloatsPerLine;

    /// <summary>Floats that hold a layer's output, or its gradient, in whole cache lines.</summary>
    private static int Length(int rows, Layer layer) => Lines(checked(rows * AlignedBuffer.Stride(layer.Outputs)));

    /// <summary>Floats that a layer of the block takes of the cache.</summary>
    private int Kept(int rows, int layer) => Length(rows, _layers[layer]) + Lines(_layers[layer].CacheLength(rows));

    /// <summary>Where in the cache a layer's part begins.</summary>
    private int Start(int rows, int layer)
    {
        int start = 0;
        for (int i = 0; i < layer; i++)
            start += Kept(rows, i);
        return start;
    }

    private static MatrixView Matrix(Span<float> memory, int rows, Layer layer)
    {
        int stride = AlignedBuffer.Stride(layer.Outputs);
        return new(memory[..(rows * stride)], rows, layer.Outputs, stride);
    }

    private static ReadOnlyMatrixView Matrix(ReadOnlySpan<float> memory, int rows, Layer layer)
    {
        int stride = AlignedBuffer.Stride(layer.Outputs);
        return new(memory[..(rows * stride)], rows, layer.Outputs, stride);
    }
}
