using Nabla.Networks;

namespace Nabla;

/// <summary>The layers read so far, and the tensors that are their outputs.</summary>
internal sealed class LayerChain
{
    /// <summary>The maximum depth of nested blocks; each takes a stack frame in every pass.</summary>
    private const int MaxDepth = 32;

    private readonly List<Layer> _layers = [];
    private readonly List<int> _depths = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _images = new(StringComparer.Ordinal);

    /// <param name="input">The name of the input of the graph.</param>
    /// <param name="width">The number of features of the input; null if the file does not state it.</param>
    /// <param name="isImages">Whether the examples are not rows until a node flattens them.</param>
    public LayerChain(string input, int? width, bool isImages)
    {
        _places[input] = 0;
        InputWidth = width;
        if (isImages)
            _images.Add(input);
    }

    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Gets the number of features; null until the file or a layer has stated it.</summary>
    public int? InputWidth { get; private set; }

    /// <summary>Gets the number of outputs of the last layer; null if no layer and no shape has stated it.</summary>
    public int? Width => _layers.Count > 0 ? _layers[^1].Outputs : InputWidth;

    /// <summary>Returns whether a tensor is the input, or the output of a layer.</summary>
    public bool Contains(string name) => _places.ContainsKey(name);

    /// <summary>Returns whether a tensor is the output of the last layer.</summary>
    public bool IsEnd(string name) => _places.TryGetValue(name, out int place) && place == _layers.Count;

    /// <summary>Records that a node passes a tensor on unchanged.</summary>
    /// <param name="node">The node.</param>
    /// <param name="from">The tensor that it reads.</param>
    /// <param name="makesRows">Whether the node flattens each example to a row.</param>
    public void Alias(OnnxNode node, string from, bool makesRows)
    {
        Name(node, _places[from]);
        if (!makesRows && _images.Contains(from))
            _images.Add(node.Outputs[0]);
    }

    /// <summary>Adds the layer of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="from">The tensor that it reads.</param>
    /// <param name="layer">The layer.</param>
    /// <exception cref="FormatException">The layer does not follow the previous one, or does not fit it.</exception>
    public void Add(OnnxNode node, string from, Layer layer)
    {
        RequireEnd(node, from);
        if (Width is { } width && width != layer.Inputs)
            throw new FormatException($"{node} takes {layer.Inputs} features, but \"{from}\" has {width}");
        InputWidth ??= layer.Inputs;
        _layers.Add(layer);
        _depths.Add(0);
        Name(node, _layers.Count);
    }

    /// <summary>Records that a node completes the last layer, so that the intermediate tensor can no longer be used.</summary>
    public void Complete(OnnxNode node, string from)
    {
        RequireEnd(node, from);
        Forget(place => place == _layers.Count);
        Name(node, _layers.Count);
    }

    /// <summary>Combines the layers between two tensors into a block whose input is added to its output.</summary>
    /// <exception cref="FormatException">Neither tensor is computed from the other by a sequence of layers.</exception>
    public void AddResidual(OnnxNode node, string a, string b)
    {
        int first = Math.Min(_places[a], _places[b]), last = Math.Max(_places[a], _places[b]);
        if (first == last || last != _layers.Count || (first == 0 && InputWidth is null))
            throw new FormatException($"{node} adds two tensors of which neither is the input of a block that ends with the other");
        int depth = 1 + _depths.Skip(first).Max();
        if (depth > MaxDepth)
            throw new FormatException($"{node} is a block within {depth} blocks; at most {MaxDepth} are supported");
        Layer[] block = [.. _layers.Skip(first)];
        if (block[0].Inputs != block[^1].Outputs)
            throw new FormatException($"{node} adds {block[0].Inputs} features to {block[^1].Outputs}");
        _layers.RemoveRange(first, block.Length);
        _depths.RemoveRange(first, block.Length);
        _layers.Add(new Residual(block));
        _depths.Add(depth);
        Forget(place => place > first);
        Name(node, _layers.Count);
    }

    /// <summary>Removes the last layer, which becomes the model's output activation.</summary>
    public void RemoveLast() => _layers.RemoveAt(_layers.Count - 1);

    /// <exception cref="FormatException">The tensor is not the output of the last layer.</exception>
    public void RequireEnd(OnnxNode node, string from)
    {
        if (_images.Contains(from))
            throw new FormatException($"{node} reads \"{from}\", whose examples are not rows; a Flatten is required before it");
        if (!IsEnd(from))
            throw new FormatException($"{node} reads \"{from}\", which another node reads too; only layers in a row and residual blocks are supported");
    }

    private void Name(OnnxNode node, int place)
    {
        if (node.Outputs.Count == 0 || !_places.TryAdd(node.Outputs[0], place))
            throw new FormatException($"{node} has no output, or one that already exists");
    }

    private void Forget(Func<int, bool> isGone)
    {
        foreach (string name in _places.Where(entry => isGone(entry.Value)).Select(entry => entry.Key).ToArray())
            _places.Remove(name);
    }
}
