using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Nabla;

/// <summary>Converts a Nabla model file to an NPZ file and back: the same tensors under the same names, the metadata as the bytes of a JSON object.</summary>
/// <remarks>
/// Both directions use the bytes of the safetensors file, so there is one model format with one validation:
/// <code>
/// NAME.npy             f4, C order: a tensor of the model file
/// __metadata__.npy     u1: {"nabla.layers": "…", …} in UTF-8
/// </code>
/// </remarks>
internal static class NpzModel
{
    private const string Metadata = "__metadata__";
    private const int LengthBytes = sizeof(long);

    /// <summary>Writes the bytes of a safetensors file that Nabla wrote as an NPZ file.</summary>
    public static void Write(Stream npz, ReadOnlySpan<byte> safetensors)
    {
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(safetensors);
        var data = safetensors[(LengthBytes + headerLength)..];
        using var header = JsonDocument.Parse(safetensors.Slice(LengthBytes, headerLength).ToArray());
        using var archive = new ZipArchive(npz, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == Metadata)
            {
                byte[] text = Encoding.UTF8.GetBytes(entry.Value.GetRawText());
                NpyWriter.Add(archive, Metadata, "|u1", [text.Length], text);
                continue;
            }

            long[] shape = Numbers(entry.Value, "shape"), offsets = Numbers(entry.Value, "data_offsets");
            NpyWriter.Add(archive, entry.Name, "<f4", shape, data[(int)offsets[0]..(int)offsets[1]]);
        }
    }

    /// <summary>Reads an NPZ file as the bytes of a safetensors file with the same tensors, in single precision.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="needsMetadata">Whether it must be a model that Nabla wrote.</param>
    /// <exception cref="InvalidDataException">The file is missing or damaged, or an array is not numeric.</exception>
    public static byte[] Read(string path, bool needsMetadata)
    {
        using var file = new NpzFile(path);
        if (needsMetadata && !file.Names.Contains(Metadata, StringComparer.Ordinal))
            throw new InvalidDataException($"{path} cannot be read: it has no array \"{Metadata}\", so it is not a Nabla model.");
        file.RequireDisjoint();
        using var stream = new MemoryStream();
        var tensors = new List<(string Name, IReadOnlyList<long> Shape, float[] Values)>();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            long end = 0;
            foreach (string name in file.Names)
            {
                using var array = file.OpenArray(name);
                if (name == Metadata)
                {
                    WriteMetadata(json, array);
                    continue;
                }

                float[] values = ReadValues(array);
                tensors.Add((name, array.Header.Shape, values));
                WriteTensor(json, name, array.Header.Shape, end, end += values.Length * (long)sizeof(float));
            }

            json.WriteEndObject();
        }

        long total = LengthBytes + stream.Length + tensors.Sum(tensor => tensor.Values.Length * (long)sizeof(float));
        if (total > Array.MaxLength)
            throw new InvalidDataException($"{path} cannot be read: its arrays take {total} bytes; at most {Array.MaxLength} are read.");
        byte[] bytes = new byte[total];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, stream.Length);
        stream.GetBuffer().AsSpan(0, (int)stream.Length).CopyTo(bytes.AsSpan(LengthBytes));
        int at = LengthBytes + (int)stream.Length;
        foreach (var (_, _, values) in tensors)
        {
            foreach (float value in values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
                at += sizeof(float);
            }
        }

        return bytes;
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, IReadOnlyList<long> shape, long begin, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (long length in shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, NpyFile array)
    {
        var (file, header) = array;
        if (header.Type.Code != "u1" || header.Shape.Count != 1 || header.Elements > Array.MaxLength)
            throw new InvalidDataException($"{file.Where}: got {header} of type {header.Type.Code}; expected the bytes of a text: one axis, type u1. The file is damaged: get it again.");
        byte[] text = new byte[header.Elements];
        file.Read(text, "the elements");
        file.RequireEnd();
        try
        {
            using var metadata = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 });
            json.WritePropertyName(Metadata);
            metadata.RootElement.WriteTo(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{file.Where}: is not the text of a JSON object. The file is damaged: get it again.", error);
        }
    }

    /// <summary>Reads the elements and converts them to C order.</summary>
    private static float[] ReadValues(NpyFile array)
    {
        var header = array.Header;
        header.RequireMatrixOrder();
        if (header.Elements > Array.MaxLength / sizeof(float))
            throw new InvalidDataException($"{header.Where}: got {header}; expected at most {Array.MaxLength / sizeof(float)}.");
        float[] values = new float[header.Elements];
        long rows = header.Rows, columns = header.Columns;
        NpyElements.Read<float>(array.Bytes, header, (elements, first) =>
        {
            for (int i = 0; i < elements.Length; i++)
            {
                long at = first + i;
                values[header.IsFortran ? (at % rows * columns) + (at / rows) : at] = elements[i];
            }
        });
        return values;
    }

    private static long[] Numbers(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(number => number.GetInt64())];
}
