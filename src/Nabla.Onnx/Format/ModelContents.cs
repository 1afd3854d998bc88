using System.Buffers.Binary;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla;

/// <summary>The contents of a model's safetensors file: the text and the tensors that <see cref="Model.ToBytes"/> writes and <see cref="Model.FromBytes"/> reads.</summary>
/// <remarks>An ONNX file with both restores the complete model, verified against the same fingerprints.</remarks>
/// <param name="Metadata">The text.</param>
/// <param name="Tensors">The parameters and running statistics, weights as [outputs, inputs].</param>
internal sealed record ModelContents(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<OnnxTensor> Tensors)
{
    private const string MetadataKey = "__metadata__";

    /// <exception cref="ArgumentException">The model could not be loaded.</exception>
    public static ModelContents Of(Model model)
    {
        byte[] bytes = model.ToBytes();
        int start = sizeof(long) + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(sizeof(long), start - sizeof(long)));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<OnnxTensor>();
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                foreach (var text in entry.Value.EnumerateObject())
                    metadata.Add(text.Name, text.Value.GetString()!);
                continue;
            }

            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            int[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            tensors.Add(new(entry.Name, OnnxType.Single, shape, bytes.AsMemory(start + offsets[0], offsets[1] - offsets[0]), []));
        }

        return new(metadata, tensors);
    }

    /// <summary>Returns the model.</summary>
    /// <param name="name">The name of the file in error messages.</param>
    /// <exception cref="InvalidDataException">The contents are not those of a model.</exception>
    public Model ToModel(string name)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in Metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            long begin = 0;
            foreach (var tensor in Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [begin, begin += tensor.Raw.Length]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        byte[] bytes = new byte[sizeof(long) + header.Length + Tensors.Sum(tensor => (long)tensor.Raw.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.GetBuffer().AsSpan(0, (int)header.Length).CopyTo(bytes.AsSpan(sizeof(long)));
        int at = sizeof(long) + (int)header.Length;
        foreach (var tensor in Tensors)
        {
            tensor.Raw.Span.CopyTo(bytes.AsSpan(at));
            at += tensor.Raw.Length;
        }

        return Model.FromBytes(bytes, name);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
