using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

using System.Text.Json;
using System.Text.Unicode;

namespace Nabla.Networks;

/// <summary>A named array in a file, of floats or of doubles.</summary>
/// <param name="Name">"layers.0.weight".</param>
/// <param name="Shape">Its dimensions, the last one contiguous; none for a single number.</param>
/// <param name="Values">Its elements in single precision, as many as the product of the dimensions; empty if they are doubles.</param>
internal sealed record Tensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>Creates an array of doubles.</summary>
    /// <param name="name">"stepLosses".</param>
    /// <param name="shape">Its dimensions, the last one contiguous; none for a single number.</param>
    /// <param name="values">Its elements, as many as the product of the dimensions.</param>
    public Tensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<double> values)
        : this(name, shape, ReadOnlyMemory<float>.Empty) => (Doubles, IsDouble) = (values, true);

    /// <summary>Gets whether the elements are in double precision.</summary>
    public bool IsDouble { get; }

    /// <summary>Gets the elements in double precision; empty if they are floats.</summary>
    public ReadOnlyMemory<double> Doubles { get; }

    /// <summary>Gets the number of elements.</summary>
    internal int Count => IsDouble ? Doubles.Length : Values.Length;

    /// <summary>Gets the bytes of an element.</summary>
    internal int ElementBytes => IsDouble ? sizeof(double) : sizeof(float);
}

/// <summary>Named arrays with text beside them: the safetensors format, which most tools for neural networks read.</summary>
/// <remarks>
/// <code>
/// 8 bytes     length of the header, little-endian
/// header      JSON: {"__metadata__": {text: text}, name: {"dtype": "F32", "shape": […], "data_offsets": [begin, end]}, …}, padded with spaces
/// data        the tensors' elements, little-endian, without gaps
/// </code>
/// The writer is canonical: metadata sorted, tensors in the order given, so equal contents are equal bytes. The reader trusts nothing:
/// every offset, shape and length is checked before a byte of data is used. Elements are 32-bit floats (F32); 64-bit floats (F64) are read
/// where the caller asks for them.
/// </remarks>
internal static class Safetensors
{
    private const int LengthBytes = 8;
    private const int BufferBytes = 1 << 16;
    private const int MostHeaderBytes = 100_000_000;        // the reference reader's limit
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes a file's bytes.</summary>
    /// <exception cref="ArgumentException">A tensor's shape and length differ, or two have one name.</exception>
    public static byte[] Write(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        using var stream = new MemoryStream();
        Write(stream, metadata, tensors);
        return stream.ToArray();
    }

    /// <summary>Writes a file, front to back: it may be larger than an array can be.</summary>
    /// <exception cref="ArgumentException">A tensor's shape and length differ, or two have one name.</exception>
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
        }
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <param name="allowDoubles">Whether tensors of 64-bit floats are read. Default false: refused.</param>
    /// <exception cref="InvalidDataException">Anything about it is wrong.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<Tensor> Tensors) Read(ReadOnlyMemory<byte> file, string name, bool allowDoubles = false)
    {
        var bytes = MemoryMarshal.TryGetArray(file, out var array) ? array : file.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        return Read(stream, name, allowDoubles);
    }

    /// <summary>Reads a file from its beginning; it may be larger than an array can be.</summary>
    /// <param name="file">A stream that knows its length.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <param name="allowDoubles">Whether tensors of 64-bit floats are read. Default false: refused.</param>
    /// <exception cref="InvalidDataException">Anything about it is wrong.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<Tensor> Tensors) Read(Stream file, string name, bool allowDoubles = false)
    {
        if (file.Length < LengthBytes)
            throw Wrong(name, $"it has {file.Length} bytes; a safetensors file has at least {LengthBytes}");
        byte[] first = new byte[LengthBytes];
        file.ReadExactly(first);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (headerLength > MostHeaderBytes || headerLength > (ulong)(file.Length - LengthBytes))
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
                entries.Add(ReadEntry(property, name, allowDoubles));
        }

        return (metadata, ReadTensors(entries, file, name));
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
                json.WriteString("dtype", tensor.IsDouble ? "F64" : "F32");
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

        // Spaces up to a multiple of eight bytes, so that the data is aligned for readers that map the file.
        while (stream.Length % LengthBytes != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static JsonDocument ParseHeader(ReadOnlyMemory<byte> header, string name)
    {
        // JSON is parsed without a look into its texts; these would throw later, each when it is read.
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
            throw Wrong(name, $"{MetadataKey} is not an object of texts");
        foreach (var entry in element.EnumerateObject())
            metadata[entry.Name] = entry.Value.GetString()!;
    }

    private static Entry ReadEntry(JsonProperty entry, string name, bool allowDoubles)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object
            || !entry.Value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !TryReadNumbers(entry.Value, "shape", out var shape) || shape.Any(size => size > int.MaxValue)
            || !TryReadNumbers(entry.Value, "data_offsets", out var offsets) || offsets.Length != 2)
        {
            throw Wrong(name, $"tensor \"{entry.Name}\" lacks a dtype, a shape or two data_offsets");
        }

        bool isDouble = dtype.GetString() == "F64";
        if (dtype.GetString() != "F32" && !(isDouble && allowDoubles))
            throw Wrong(name, $"tensor \"{entry.Name}\" has dtype {dtype.GetString()}; only {(allowDoubles ? "F32 and F64" : "F32")} can be read");

        UInt128 bytes = isDouble ? (UInt128)sizeof(double) : sizeof(float);
        foreach (long size in shape)
            bytes = bytes > ulong.MaxValue ? bytes : bytes * (ulong)size;
        if (offsets[1] < offsets[0] || bytes != (UInt128)(offsets[1] - offsets[0]))
            throw Wrong(name, $"tensor \"{entry.Name}\" of shape [{string.Join(", ", shape)}] does not fit its offsets {offsets[0]} to {offsets[1]}");
        return new(entry.Name, [.. shape.Select(size => (int)size)], offsets[0], offsets[1], isDouble);
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

    private static List<Tensor> ReadTensors(List<Entry> entries, Stream data, string name)
    {
        long next = 0, length = data.Length - data.Position;
        byte[] buffer = new byte[BufferBytes];
        var tensors = new List<Tensor>(entries.Count);
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != next || entry.End > length)
                throw Wrong(name, $"tensor \"{entry.Name}\" lies at {entry.Begin} to {entry.End}; expected it to begin at {next} and to end by {length}");
            tensors.Add(entry.IsDouble
                ? new(entry.Name, entry.Shape, ReadDoubles(data, entry, buffer))
                : new(entry.Name, entry.Shape, ReadFloats(data, entry, buffer)));
            next = entry.End;
        }

        if (next != length)
            throw Wrong(name, $"its tensors end at {next}, but {length} bytes of data follow the header");
        return tensors;
    }

    private static ReadOnlyMemory<float> ReadFloats(Stream data, Entry entry, byte[] buffer)
    {
        var values = new float[(entry.End - entry.Begin) / sizeof(float)];
        for (var rest = values.AsSpan(); !rest.IsEmpty;)
        {
            int count = Math.Min(rest.Length, buffer.Length / sizeof(float));
            data.ReadExactly(buffer, 0, count * sizeof(float));
            for (int i = 0; i < count; i++)
                rest[i] = BinaryPrimitives.ReadSingleLittleEndian(buffer.AsSpan(i * sizeof(float)));
            rest = rest[count..];
        }

        return values;
    }

    private static ReadOnlyMemory<double> ReadDoubles(Stream data, Entry entry, byte[] buffer)
    {
        var values = new double[(entry.End - entry.Begin) / sizeof(double)];
        for (var rest = values.AsSpan(); !rest.IsEmpty;)
        {
            int count = Math.Min(rest.Length, buffer.Length / sizeof(double));
            data.ReadExactly(buffer, 0, count * sizeof(double));
            for (int i = 0; i < count; i++)
                rest[i] = BinaryPrimitives.ReadDoubleLittleEndian(buffer.AsSpan(i * sizeof(double)));
            rest = rest[count..];
        }

        return values;
    }

    private static InvalidDataException Wrong(string name, string what, Exception? inner = null) => new($"{name} cannot be read: {ShownText.Escaped(what)}.", inner);

    /// <summary>What the header says about a tensor.</summary>
    private sealed record Entry(string Name, int[] Shape, long Begin, long End, bool IsDouble);
}
