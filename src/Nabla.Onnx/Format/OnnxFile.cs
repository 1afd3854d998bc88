namespace Nabla;

/// <summary>An ONNX file: a graph, the versions of its operators, and text metadata.</summary>
/// <remarks>
/// <code>
/// ModelProto   1 ir_version   2 producer_name   3 producer_version   7 graph   8 opset_import {1 domain, 2 version}   14 metadata_props {1 key, 2 value}   25 functions
/// </code>
/// </remarks>
internal sealed record OnnxFile(string Producer, string ProducerVersion, long IrVersion, IReadOnlyDictionary<string, long> Opsets, IReadOnlyList<KeyValuePair<string, string>> Metadata, OnnxGraph Graph)
{
    private const int MaxMetadata = 20_000;

    /// <exception cref="FormatException">The file is malformed; the message is the end of a sentence.</exception>
    public static OnnxFile Read(ReadOnlyMemory<byte> bytes)
    {
        string producer = "", version = "";
        long ir = 0;
        Dictionary<string, long> opsets = new(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> metadata = [];
        OnnxGraph? graph = null;
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: ir = reader.Integer(); break;
                case 2: producer = reader.Text(); break;
                case 3: version = reader.Text(); break;
                case 7 when graph is null: graph = OnnxGraph.Read(reader.Bytes()); break;
                case 7: throw new FormatException("it has two graphs");
                case 8: ReadOpset(reader.Bytes(), opsets); break;
                case 14 when metadata.Count < MaxMetadata: metadata.Add(ReadEntry(reader.Bytes())); break;
                case 14: throw new FormatException($"it has more than {MaxMetadata} metadata");
                case 25: throw new FormatException("it has functions of its own, which are not read; export it with the standard operators");
                default: break;
            }
        }

        return new(producer, version, ir, opsets, metadata, graph ?? throw new FormatException("it has no graph: it is incomplete, or not an ONNX file"));
    }

    public byte[] ToBytes()
    {
        var writer = new ProtobufWriter();
        writer.Integer(1, IrVersion);
        writer.Text(2, Producer);
        writer.Text(3, ProducerVersion);
        writer.Message(7, Graph.Write);
        foreach (var (domain, version) in Opsets)
        {
            writer.Message(8, opset =>
            {
                opset.Text(1, domain);
                opset.Integer(2, version);
            });
        }

        foreach (var entry in Metadata)
            writer.Message(14, message => WriteEntry(message, entry));
        return writer.ToArray();
    }

    /// <summary>Writes a pair of texts.</summary>
    public static void WriteEntry(ProtobufWriter writer, KeyValuePair<string, string> entry)
    {
        writer.Text(1, entry.Key);
        writer.Text(2, entry.Value);
    }

    private static KeyValuePair<string, string> ReadEntry(ReadOnlyMemory<byte> message)
    {
        string key = "", value = "";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                key = reader.Text();
            else if (reader.Field == 2)
                value = reader.Text();
        }

        return new(key, value);
    }

    private static void ReadOpset(ReadOnlyMemory<byte> message, Dictionary<string, long> opsets)
    {
        string domain = "";
        long version = 0;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                domain = reader.Text();
            else if (reader.Field == 2)
                version = reader.Integer();
        }

        opsets[domain == "ai.onnx" ? "" : domain] = version;
    }
}
