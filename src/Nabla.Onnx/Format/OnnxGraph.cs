namespace Nabla;

/// <summary>A graph: operators in a valid order of computation, and their constant arrays.</summary>
/// <remarks>
/// <code>
/// GraphProto   1 node   2 name   5 initializer   11 input   12 output   15 sparse_initializer
/// </code>
/// </remarks>
internal sealed record OnnxGraph(string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Initializers, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs)
{
    /// <summary>The maximum number of entries, far more than any multilayer perceptron has; a file of empty nodes would take many times its length.</summary>
    private const int MaxEntries = 20_000;

    /// <exception cref="FormatException">The graph is malformed; the message is the end of a sentence.</exception>
    public static OnnxGraph Read(ReadOnlyMemory<byte> message)
    {
        string name = "";
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValue> inputs = [], outputs = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: nodes.Add(OnnxNode.Read(reader.Bytes())); break;
                case 2: name = reader.Text(); break;
                case 5: initializers.Add(OnnxTensor.Read(reader.Bytes())); break;
                case 11: inputs.Add(OnnxValue.Read(reader.Bytes())); break;
                case 12: outputs.Add(OnnxValue.Read(reader.Bytes())); break;
                case 15: throw new FormatException("its weights are stored as sparse tensors; export them as dense ones");
                default: break;
            }

            if (nodes.Count + initializers.Count + inputs.Count + outputs.Count > MaxEntries)
                throw new FormatException($"it has more than {MaxEntries} nodes, initializers, inputs and outputs; a multilayer perceptron has far fewer");
        }

        return new(name, nodes, initializers, inputs, outputs);
    }

    public void Write(ProtobufWriter writer)
    {
        foreach (var node in Nodes)
            writer.Message(1, node.Write);
        writer.Text(2, Name);
        foreach (var initializer in Initializers)
            writer.Message(5, initializer.Write);
        foreach (var input in Inputs)
            writer.Message(11, input.Write);
        foreach (var output in Outputs)
            writer.Message(12, output.Write);
    }
}
