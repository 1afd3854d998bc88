namespace Nabla;

/// <summary>Collects the nodes, constants, inputs and outputs of a graph.</summary>
internal sealed class GraphBuilder
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];

    /// <summary>Gets whether an operator of ai.onnx.ml is used.</summary>
    public bool UsesMachineLearning { get; private set; }

    /// <summary>Adds an input of the graph with any number of rows.</summary>
    /// <returns>The name of the input.</returns>
    public string Input(string name, OnnxType type, int columns)
    {
        _inputs.Add(new(name, type, [null, columns]));
        return name;
    }

    /// <summary>Adds an output of the graph with any number of rows; no columns for one element per row.</summary>
    public void Output(string name, OnnxType type, int? columns) => _outputs.Add(new(name, type, columns is { } width ? [null, width] : [null]));

    /// <summary>Adds a constant array.</summary>
    /// <returns>The name of the array.</returns>
    public string Constant(OnnxTensor tensor)
    {
        _constants.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="output">The name of the output, and of the node.</param>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The name of the output.</returns>
    public string Add(string type, string output, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        bool isMachineLearning = type == "LabelEncoder";
        UsesMachineLearning |= isMachineLearning;
        _nodes.Add(new(output, type, isMachineLearning ? OnnxNode.MachineLearning : "", inputs, [output], attributes));
        return output;
    }

    /// <summary>Adds a conversion to another type of elements.</summary>
    public string Cast(string output, string input, OnnxType type) => Add("Cast", output, [input], OnnxAttribute.Of("to", (long)type));

    /// <summary>Returns the graph, with those of the model's tensors that a node reads.</summary>
    public OnnxGraph Build(string name, IReadOnlyList<OnnxTensor> tensors)
    {
        var used = _nodes.SelectMany(node => node.Inputs).ToHashSet(StringComparer.Ordinal);
        return new(name, _nodes, [.. _constants, .. tensors.Where(tensor => used.Contains(tensor.Name))], _inputs, _outputs);
    }
}
