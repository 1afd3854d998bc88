using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nabla;

/// <summary>Writes a model as an ONNX file: preprocessing, layers and output as one graph.</summary>
internal static class OnnxExport
{
    /// <summary>The opset, which contains all operators used; a higher number would only exclude older runtimes.</summary>
    private const int Opset = 13;

    /// <summary>The first opset with a LabelEncoder from texts to numbers.</summary>
    private const int MachineLearningOpset = 2;

    /// <summary>The version of the format that introduced opset 13.</summary>
    private const int IrVersion = 7;

    /// <summary>The maximum size of the parameters: Protocol Buffers have 31-bit lengths, and the graph needs some space.</summary>
    private const long MaxParameterBytes = int.MaxValue - (64 << 20);

    /// <exception cref="NotSupportedException">A layer is not one of the library's, or the model is too large.</exception>
    /// <exception cref="ArgumentException">The model could not be loaded.</exception>
    public static byte[] ToBytes(Model model)
    {
        var parameters = model.Network.Parameters;
        long bytes = sizeof(float) * (parameters.Count + parameters.Buffers.Sum(buffer => (long)buffer.Count));
        if (bytes > MaxParameterBytes)
            throw new NotSupportedException($"The model has {bytes} bytes of parameters; an ONNX file holds at most {MaxParameterBytes}. Save it as safetensors.");

        var builder = new GraphBuilder();
        string x = InputGraph.Write(builder, model.Input);
        OutputGraph.Write(builder, model, LayerGraph.Write(builder, model.Network.Layers, x, "layers"));
        var contents = ModelContents.Of(model);
        var graph = builder.Build(OwnFile.GraphName, contents.Tensors);

        var opsets = new Dictionary<string, long>(StringComparer.Ordinal) { [""] = Opset };
        if (builder.UsesMachineLearning)
            opsets[OnnxNode.MachineLearning] = MachineLearningOpset;
        List<KeyValuePair<string, string>> metadata = [new(model.Task.IsClassification ? "classes" : "targets", List(model.Task.Names))];
        if (model.Input.FeatureNames.Count > 0)
            metadata.Add(new("features", List(model.Input.FeatureNames)));
        metadata.AddRange(OwnFile.Metadata(contents, graph));
        return FileDigest.Append(new OnnxFile(OwnFile.Producer, "", IrVersion, opsets, metadata, graph).ToBytes());
    }

    private static string List(IReadOnlyList<string> names)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (string name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
