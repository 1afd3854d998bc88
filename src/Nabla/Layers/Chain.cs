namespace Nabla.Networks;

/// <summary>A sequence of layers in which each takes the output of the one before it: the inside of a network or a residual block.</summary>
/// <remarks>
/// The loop over the layers is written once; the memory decides where outputs, caches and gradients are stored. The memory is a type parameter,
/// so that a block's views, which live on the stack, can be one. Layer i derives its random numbers from the chain's key folded with i.
/// </remarks>
internal sealed class Chain
{
    private readonly Layer[] _layers;

    private Chain(Layer[] layers) => (_layers, Layers) = (layers, [.. layers]);

    public IReadOnlyList<Layer> Layers { get; }

    public int Count => _layers.Length;

    public Layer this[int layer] => _layers[layer];

    /// <summary>Creates a chain of layers that have no owner yet. The layers are not changed until <see cref="Claim"/>.</summary>
    /// <param name="layers">The layers, first to last.</param>
    /// <param name="owner">The owner as messages name it: "network", "residual block".</param>
    /// <param name="prefix">The prefix of each message: "Residual: ". Default empty.</param>
    /// <exception cref="ArgumentException">Adjacent layers do not fit. There is no layer, or a layer or a parameter is used elsewhere or twice.</exception>
    public static Chain Of(IReadOnlyList<Layer> layers, string owner, string prefix = "")
    {
        if (layers.Count == 0)
            throw new ArgumentException($"A {owner} has at least one layer.", nameof(layers));
        Layer[] chain = [.. layers];
        for (int i = 0; i < chain.Length; i++)
            ArgumentNullException.ThrowIfNull(chain[i], $"layers[{i}]");
        RequireFit(chain, prefix);
        RequireFree(chain, owner, prefix);
        return new(chain);
    }

    /// <summary>Records the owner of the layers.</summary>
    public void Claim(string owner)
    {
        foreach (var layer in _layers)
            layer.Owner = owner;
    }

    /// <summary>Draws every layer's initial parameters, each layer from its own random stream.</summary>
    public void Initialize(RandomKey key)
    {
        for (int i = 0; i < _layers.Length; i++)
            _layers[i].Initialize(key.Fold((ulong)i));
    }

    /// <summary>Runs a batch through all layers.</summary>
    /// <returns>The last layer's output, stored in the memory.</returns>
    public ReadOnlyMatrixView Forward<TMemory>(in Pass pass, ReadOnlyMatrixView x, TMemory memory)
        where TMemory : IForwardMemory, allows ref struct
    {
        var input = x;
        for (int i = 0; i < _layers.Length; i++)
        {
            var output = memory.Output(i, x.Rows);
            _layers[i].Forward(Inner(in pass, i), input, output, memory.Cache(i, x.Rows));
            input = output;
        }

        return input;
    }

    /// <summary>Computes the gradients, and adds to every parameter's gradient.</summary>
    /// <param name="pass">The pass given to the forward pass.</param>
    /// <param name="x">The input given to the forward pass.</param>
    /// <param name="memory">The memory as the forward pass left it.</param>
    /// <param name="dy">The gradient of the last layer's output.</param>
    /// <param name="dx">Receives the gradient of x; empty if it is not required.</param>
    public void Backward<TMemory>(in Pass pass, ReadOnlyMatrixView x, TMemory memory, ReadOnlyMatrixView dy, MatrixView dx)
        where TMemory : IBackwardMemory, allows ref struct
    {
        var gradient = dy;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            var input = i == 0 ? x : memory.Output(i - 1, x.Rows);
            var inputGradient = i == 0 ? dx : memory.Gradient(i - 1, x.Rows);
            _layers[i].Backward(
                Inner(in pass, i), input, memory.Output(i, x.Rows), memory.Cache(i, x.Rows), gradient, inputGradient, memory.Scratch(i, x.Rows));
            gradient = inputGradient;
        }
    }

    /// <summary>Updates the running statistics of every layer that has them with those of the batch.</summary>
    public void UpdateStatistics<TMemory>(in Pass pass, int rows, TMemory memory)
        where TMemory : IChainMemory, allows ref struct
    {
        for (int i = 0; i < _layers.Length; i++)
            _layers[i].UpdateStatistics(Inner(in pass, i), rows, memory.Cache(i, rows));
    }

    private static Pass Inner(in Pass pass, int layer) => pass with { Key = pass.Key.Fold((ulong)layer) };

    private static void RequireFit(Layer[] layers, string prefix)
    {
        for (int i = 1; i < layers.Length; i++)
        {
            if (layers[i - 1].Outputs != layers[i].Inputs)
            {
                throw new ShapeException(
                    $"{prefix}layers[{i}] {layers[i]} cannot follow layers[{i - 1}] {layers[i - 1]}: {layers[i - 1].Outputs} outputs do not match {layers[i].Inputs} inputs.");
            }
        }
    }

    private static void RequireFree(Layer[] layers, string owner, string prefix)
    {
        var parameters = new Dictionary<Parameter, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < layers.Length; i++)
        {
            string name = $"{prefix}layers[{i}] {layers[i]}";
            int first = Array.IndexOf(layers, layers[i]);
            if (first < i)
                throw new ArgumentException($"{name} is layers[{first}] again, whose parameters would count twice: use layer.Copy() to give this {owner} a copy.", nameof(layers));
            if (layers[i].Owner is { } other)
            {
                string which = other == owner ? $"another {other}" : $"a {other}";
                throw new ArgumentException($"{name} already belongs to {which}, which would lose its parameters: use layer.Copy() to give this {owner} a copy.", nameof(layers));
            }

            foreach (var parameter in layers[i].Parameters.Concat(layers[i].Buffers))
            {
                if (parameter.IsBound || !parameters.TryAdd(parameter, i))
                    throw new ArgumentException($"{name} has a parameter \"{parameter.Name}\" that another layer has too: layers cannot share parameters.", nameof(layers));
            }

            var twice = layers[i].Parameters.Concat(layers[i].Buffers).GroupBy(parameter => parameter.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
            if (twice is not null)
                throw new ArgumentException($"{name} has two parameters called \"{twice.Key}\": each needs a unique name.", nameof(layers));
        }
    }
}
