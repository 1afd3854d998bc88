namespace Nabla.Fuzz;

/// <summary>Damages to the contents of an ONNX file that leave it readable: graphs that nobody meant.</summary>
public static class OnnxMutation
{
    private static readonly string[] Operators =
        ["Gemm", "MatMul", "Add", "BatchNormalization", "Elu", "Relu", "Softmax", "Identity", "Dropout", "Flatten", "Reshape", "Cast", "Transpose", "Constant", "Sub", "Concat", "ArgMax", "Gather", "Sigmoid", "Conv"];

    /// <summary>Damages a file once, sometimes several times.</summary>
    public static (byte[] Bytes, string What) Apply(byte[] bytes, Draws draws)
    {
        var file = OnnxFile.Read(bytes);
        string what = "";
        do
        {
            var (graph, change) = Once(file.Graph, draws);
            (file, what) = (file with { Graph = graph }, $"{what}{(what.Length > 0 ? ", " : "")}{change}");
        }
        while (draws.OneIn(3));
        return (file.ToBytes(), what);
    }

    private static (OnnxGraph Graph, string What) Once(OnnxGraph graph, Draws draws)
    {
        List<OnnxNode> nodes = [.. graph.Nodes];
        List<OnnxTensor> initializers = [.. graph.Initializers];
        string[] names = [.. nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)).Append("")];
        int at = nodes.Count == 0 ? -1 : draws.Below(nodes.Count), which = initializers.Count == 0 ? -1 : draws.Below(initializers.Count);
        switch (draws.Below(10))
        {
            case 0 when at >= 0:
                nodes.RemoveAt(at);
                return (graph with { Nodes = nodes }, $"node {at} removed");
            case 1 when at >= 0:
                nodes.Insert(draws.Below(nodes.Count), nodes[at] with { Outputs = draws.OneIn(2) ? nodes[at].Outputs : [draws.Of(names)] });
                return (graph with { Nodes = nodes }, $"node {at} repeated");
            case 2 when at >= 0:
                nodes[at] = nodes[at] with { Operator = draws.Of(Operators) };
                return (graph with { Nodes = nodes }, $"another operator at {at}");
            case 3 or 4 when at >= 0 && nodes[at].Inputs.Count > 0:
                string[] inputs = [.. nodes[at].Inputs];
                inputs[draws.Below(inputs.Length)] = draws.Of(names);
                nodes[at] = nodes[at] with { Inputs = inputs };
                return (graph with { Nodes = nodes }, $"another input at {at}");
            case 5 when at >= 0:
                nodes[at] = nodes[at] with { Attributes = [.. nodes[at].Attributes, OnnxAttribute.Of(draws.Of("axis", "alpha", "transA", "transB", "epsilon", "to", "training_mode", "perm"), draws.Length())] };
                return (graph with { Nodes = nodes }, $"another attribute at {at}");
            case 6 when which >= 0:
                initializers[which] = initializers[which] with { Shape = [.. initializers[which].Shape.Reverse()] };
                return (graph with { Initializers = initializers }, $"initializer {which} turned");
            case 7 when which >= 0:
                int size = draws.Of(0, 1, 2, 3, 4, 6, 300);
                initializers[which] = OnnxTensor.Of(initializers[which].Name, [size, draws.OneIn(2) ? 1 : size], new float[size * size].AsSpan(0, draws.OneIn(9) ? size / 2 : size * size));
                return (graph with { Initializers = initializers }, $"initializer {which} of size {size}");
            case 8:
                return (graph with { Inputs = [.. graph.Inputs.Select(input => input with { Shape = [null, .. Enumerable.Range(0, 1 + draws.Below(4)).Select(_ => draws.OneIn(3) ? (long?)null : draws.Length())] })] }, "another shape of the input");
            default:
                return (graph with { Outputs = [.. graph.Outputs, new(draws.Of(names), OnnxType.Single, null)] }, "another output");
        }
    }
}
