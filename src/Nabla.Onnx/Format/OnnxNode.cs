namespace Nabla;

/// <summary>An operator of a graph, with the names of the tensors that it reads and writes.</summary>
/// <remarks>
/// <code>
/// NodeProto   1 input   2 output   3 name   4 op_type   5 attribute   7 domain
/// </code>
/// </remarks>
internal sealed record OnnxNode(string Name, string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes)
{
    /// <summary>The domain of the operators for texts and classes.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    private const int MaxAttributes = 100;

    /// <summary>Gets an attribute; null if the node does not have it.</summary>
    public OnnxAttribute? this[string name] => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    /// <exception cref="FormatException">The node is malformed; the message is the end of a sentence.</exception>
    public static OnnxNode Read(ReadOnlyMemory<byte> message)
    {
        string name = "", type = "", domain = "";
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(reader.Text()); break;
                case 2: outputs.Add(reader.Text()); break;
                case 3: name = reader.Text(); break;
                case 4: type = reader.Text(); break;
                case 5 when attributes.Count < MaxAttributes: attributes.Add(OnnxAttribute.Read(reader.Bytes())); break;
                case 5: throw new FormatException($"a node has more than {MaxAttributes} attributes");
                case 7: domain = reader.Text(); break;
                default: break;
            }
        }

        return new(name, type, domain == "ai.onnx" ? "" : domain, inputs, outputs, attributes);
    }

    public void Write(ProtobufWriter writer)
    {
        foreach (string input in Inputs)
            writer.Text(1, input);
        foreach (string output in Outputs)
            writer.Text(2, output);
        writer.Text(3, Name);
        writer.Text(4, Operator);
        foreach (var attribute in Attributes)
            writer.Message(5, attribute.Write);
        if (Domain.Length > 0)
            writer.Text(7, Domain);
    }

    /// <summary>Returns the node as text for messages: "node \"fc1\" (Gemm)".</summary>
    public override string ToString() => $"node \"{(Name.Length > 0 ? Name : Outputs.Count > 0 ? Outputs[0] : "")}\" ({(Domain.Length > 0 ? $"{Domain}." : "")}{Operator})";
}
