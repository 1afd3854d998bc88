using System.Buffers.Binary;
using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Reads and writes safetensors files: named arrays with text metadata, a format that most neural network tools read.</summary>
/// <remarks>
/// <code>
/// 8 bytes     length of the header, little-endian
/// header      JSON: {"__metadata__": {text: text}, name: {"dtype": "F32", "shape": […], "data_offsets": [begin, end]}, …}, padded with spaces
/// data        the tensors' elements, little-endian, without gaps
/// </code>
/// The writer is canonical: metadata are sorted and tensors are in the order given, so equal contents are equal bytes. The reader validates
/// every offset, shape and length before it uses any data. Elements are 32-bit floats (F32); other types are read on
/// request.
/// </remarks>
internal static partial class Safetensors
{
    private const int LengthBytes = 8;
    private const int BufferBytes = 1 << 16;
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes a file's bytes.</summary>
    /// <exception cref="ArgumentException">A tensor's shape and length differ, or two tensors have the same name.</exception>
    public static byte[] Write(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        using var stream = new MemoryStream();
        Write(stream, metadata, tensors);
        return stream.ToArray();
    }

    /// <summary>Writes a file sequentially; it may be larger than the largest array.</summary>
    /// <exception cref="ArgumentException">A tensor's shape and length differ, or two tensors have the same name.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        byte[] header = WriteHeader(metadata, tensors);
        byte[] buffer = new byte[BufferBytes];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, header.Length);
        stream.Write(buffer, 0, LengthBytes);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            for (var rest = tensor.Values.Span; !rest.IsEmpty;)
            {
                int count = Math.Min(rest.Length, BufferBytes / sizeof(float));
                for (int i = 0; i < count; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(i * sizeof(float)), rest[i]);
                stream.Write(buffer, 0, count * sizeof(float));
                rest = rest[count..];
            }

            for (var rest = tensor.Doubles.Span; !rest.IsEmpty;)
            {
                int count = Math.Min(rest.Length, BufferBytes / sizeof(double));
                for (int i = 0; i < count; i++)
                    BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(i * sizeof(double)), rest[i]);
                stream.Write(buffer, 0, count * sizeof(double));
                rest = rest[count..];
            }

            foreach (long value in tensor.Integers.Span)
            {
                BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
                stream.Write(buffer, 0, sizeof(long));
            }
        }
    }

    private static byte[] WriteHeader(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();

            long offset = 0;
            var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
            foreach (var tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                    throw new ArgumentException($"Two tensors are called {tensor.Name}.", nameof(tensors));
                if (tensor.Shape.Aggregate(1L, (product, size) => product * size) != tensor.Count)
                    throw new ArgumentException($"{tensor.Name}: {tensor.Count} values do not fill [{string.Join(", ", tensor.Shape)}].", nameof(tensors));

                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Count * (long)tensor.ElementBytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Pads with spaces to a multiple of eight bytes, so that the data is aligned for readers that map the file.
        while (stream.Length % LengthBytes != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }
}
