namespace Nabla;

/// <summary>The constant arrays of a graph: its initializers, and the results of nodes that read only constants.</summary>
internal sealed class GraphConstants
{
    private readonly Dictionary<string, OnnxTensor> _tensors = new(StringComparer.Ordinal);
    private readonly NumberBudget _budget;

    /// <exception cref="FormatException">Two arrays have the same name.</exception>
    public GraphConstants(OnnxGraph graph, NumberBudget budget)
    {
        _budget = budget;
        foreach (var initializer in graph.Initializers)
        {
            if (!_tensors.TryAdd(initializer.Name, initializer))
                throw new FormatException($"it has two initializers \"{initializer.Name}\"");
        }
    }

    public bool Contains(string name) => _tensors.ContainsKey(name);

    public OnnxTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>Computes a node that reads no input of the graph.</summary>
    /// <returns>Whether the node was one.</returns>
    /// <exception cref="FormatException">The operator is not supported for constants.</exception>
    public bool TryCompute(OnnxNode node)
    {
        if (node.Domain.Length > 0 || node.Outputs.Count != 1 || !node.Inputs.All(_tensors.ContainsKey))
            return false;
        OnnxTensor? value = node.Operator switch
        {
            "Constant" => node["value"]?.Tensor ?? ConstantOf(node),
            "Identity" when node.Inputs.Count == 1 => _tensors[node.Inputs[0]],
            "Transpose" when node.Inputs.Count == 1 => Transpose(node, _tensors[node.Inputs[0]]),
            _ => null,
        };
        if (value is null)
            return false;
        if (!_tensors.TryAdd(node.Outputs[0], value with { Name = node.Outputs[0] }))
            throw new FormatException($"{node} writes \"{node.Outputs[0]}\", which already exists");
        return true;
    }

    private static OnnxTensor? ConstantOf(OnnxNode node)
    {
        if (node["value_float"]?.Single is { } single)
            return OnnxTensor.Of("", [], [single]);
        if (node["value_int"]?.Integer is { } integer)
            return OnnxTensor.Of("", [], [integer]);
        if (node["value_ints"] is { } integers)
            return OnnxTensor.Of("", [integers.Integers.Count], [.. integers.Integers]);
        return node["value_floats"] is { } singles ? OnnxTensor.Of("", [singles.Singles.Count], [.. singles.Singles]) : null;
    }

    private OnnxTensor Transpose(OnnxNode node, OnnxTensor tensor)
    {
        if (tensor.Shape.Count != 2 || !(node["perm"]?.Integers ?? [1, 0]).SequenceEqual([1, 0]))
            throw new FormatException($"{node} is supported for matrices only");
        int rows = tensor.Shape[0], columns = tensor.Shape[1];
        _budget.Take((long)rows * columns);
        float[] values = tensor.ToSingles(), transposed = new float[values.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                transposed[(j * rows) + i] = values[(i * columns) + j];
        }

        return OnnxTensor.Of("", [columns, rows], transposed);
    }
}
