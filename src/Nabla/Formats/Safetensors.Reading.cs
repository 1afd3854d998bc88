using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Nabla.Networks;

/// <content>The reader, which validates everything.</content>
internal static partial class Safetensors
{
    private const int MaxHeaderBytes = 100_000_000;        // the reference reader's limit

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">The name of the file in errors.</param>
    /// <param name="types">The element types to accept. Default: those of a model.</param>
    /// <exception cref="InvalidDataException">The file is invalid.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<Tensor> Tensors) Read(ReadOnlyMemory<byte> file, string name, TensorTypes types = TensorTypes.Model)
    {
        var bytes = MemoryMarshal.TryGetArray(file, out var array) ? array : file.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        return Read(stream, name, types);
    }

    /// <summary>Reads a file from its beginning; it may be larger than the largest array.</summary>
    /// <param name="file">A stream with a known length.</param>
    /// <param name="name">The name of the file in errors.</param>
    /// <param name="types">The element types to accept. Default: those of a model.</param>
    /// <exception cref="InvalidDataException">The file is invalid.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<Tensor> Tensors) Read(Stream file, string name, TensorTypes types = TensorTypes.Model)
    {
        if (file.Length < LengthBytes)
            throw Wrong(name, $"it has {file.Length} bytes; a safetensors file has at least {LengthBytes}");
        byte[] first = new byte[LengthBytes];
        file.ReadExactly(first);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (headerLength > MaxHeaderBytes || headerLength > (ulong)(file.Length - LengthBytes))
            throw Wrong(name, $"its header claims {headerLength.ToString(CultureInfo.InvariantCulture)} bytes of the {file.Length - LengthBytes} that follow: is it a safetensors file");

        byte[] text = new byte[headerLength];
        file.ReadExactly(text);
        using var header = ParseHeader(text, name);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataKey)
                ReadMetadata(property.Value, metadata, name);
            else
                entries.Add(ReadEntry(property, name, types));
        }

        return (metadata, ReadTensors(entries, file, name, types));
    }

    private static JsonDocument ParseHeader(ReadOnlyMemory<byte> header, string name)
    {
        // JSON is parsed without checking its texts; invalid ones would throw later, when they are read.
        if (!Utf8.IsValid(header.Span))
            throw Wrong(name, "its header is not UTF-8 text");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        }
        catch (JsonException e)
        {
            throw Wrong(name, "its header is not the JSON it should be", e);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw Wrong(name, "its header is not a JSON object");
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
            throw Wrong(name, $"{MetadataKey} is not an object of strings");
        foreach (var entry in element.EnumerateObject())
            metadata[entry.Name] = entry.Value.GetString()!;
    }

    private static Entry ReadEntry(JsonProperty entry, string name, TensorTypes types)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object
            || !entry.Value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !TryReadNumbers(entry.Value, "shape", out var shape) || shape.Any(size => size > int.MaxValue)
            || !TryReadNumbers(entry.Value, "data_offsets", out var offsets) || offsets.Length != 2)
        {
            throw Wrong(name, $"tensor \"{entry.Name}\" lacks a dtype, a shape or two data_offsets");
        }

        string type = dtype.GetString()!;
        if (!Readable(types).Contains(type, StringComparer.Ordinal))
            throw Wrong(name, $"tensor \"{entry.Name}\" has dtype {type}; only {Known(types)} can be read");

        UInt128 bytes = (UInt128)SizeOf(type);
        foreach (long size in shape)
            bytes = bytes > ulong.MaxValue ? bytes : bytes * (ulong)size;
        if (offsets[1] < offsets[0] || bytes != (UInt128)(offsets[1] - offsets[0]))
            throw Wrong(name, $"tensor \"{entry.Name}\" of shape [{string.Join(", ", shape)}] does not fit its offsets {offsets[0]} to {offsets[1]}");
        return new(entry.Name, [.. shape.Select(size => (int)size)], offsets[0], offsets[1], type);
    }

    private static bool TryReadNumbers(JsonElement element, string property, out long[] numbers)
    {
        numbers = [];
        if (!element.TryGetProperty(property, out var array) || array.ValueKind != JsonValueKind.Array)
            return false;
        var list = new List<long>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0)
                return false;
            list.Add(number);
        }

        numbers = [.. list];
        return true;
    }

    private static List<Tensor> ReadTensors(List<Entry> entries, Stream data, string name, TensorTypes types)
    {
        long next = 0, length = data.Length - data.Position;
        byte[] buffer = new byte[BufferBytes];
        var tensors = new List<Tensor>(entries.Count);
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != next || entry.End > length)
                throw Wrong(name, $"tensor \"{entry.Name}\" lies at {entry.Begin} to {entry.End}; expected it to begin at {next} and to end by {length}");
            tensors.Add(ReadTensor(data, entry, types, buffer));
            next = entry.End;
        }

        if (next != length)
            throw Wrong(name, $"its tensors end at {next}, but {length} bytes of data follow the header");
        return tensors;
    }

    private static Tensor ReadTensor(Stream data, Entry entry, TensorTypes types, byte[] buffer) => entry.Type switch
    {
        "I64" => new(entry.Name, entry.Shape, Read<long>(data, entry, buffer, BinaryPrimitives.ReadInt64LittleEndian)),
        "F64" when types == TensorTypes.Checkpoint => new(entry.Name, entry.Shape, Read<double>(data, entry, buffer, BinaryPrimitives.ReadDoubleLittleEndian)),
        "F64" => new(entry.Name, entry.Shape, Read<float>(data, entry, buffer, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes))),
        "F16" => new(entry.Name, entry.Shape, Read<float>(data, entry, buffer, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes))),
        // BF16 is the upper half of a float.
        "BF16" => new(entry.Name, entry.Shape, Read<float>(data, entry, buffer, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16))),
        _ => new(entry.Name, entry.Shape, Read<float>(data, entry, buffer, BinaryPrimitives.ReadSingleLittleEndian)),
    };

    private static ReadOnlyMemory<T> Read<T>(Stream data, Entry entry, byte[] buffer, Func<ReadOnlySpan<byte>, T> convert)
    {
        int size = SizeOf(entry.Type);
        var values = new T[(entry.End - entry.Begin) / size];
        for (var rest = values.AsSpan(); !rest.IsEmpty;)
        {
            int count = Math.Min(rest.Length, buffer.Length / size);
            data.ReadExactly(buffer, 0, count * size);
            for (int i = 0; i < count; i++)
                rest[i] = convert(buffer.AsSpan(i * size, size));
            rest = rest[count..];
        }

        return values;
    }

    private static string[] Readable(TensorTypes types) => types switch
    {
        TensorTypes.Model => ["F32", "I64"],
        TensorTypes.Checkpoint => ["F32", "F64"],
        _ => ["F32", "F64", "F16", "BF16", "I64"],
    };

    private static string Known(TensorTypes types) => types switch
    {
        TensorTypes.Model => "F32",
        TensorTypes.Checkpoint => "F32 and F64",
        _ => "F32, F64, F16 and BF16",
    };

    private static int SizeOf(string type) => type switch
    {
        "F64" or "I64" => 8,
        "F16" or "BF16" => 2,
        _ => 4,
    };

    private static InvalidDataException Wrong(string name, string what, Exception? inner = null) => new($"{name} cannot be read: {ShownText.Escaped(what)}.", inner);

    /// <summary>A tensor's entry in the header.</summary>
    private sealed record Entry(string Name, int[] Shape, long Begin, long End, string Type);
}
