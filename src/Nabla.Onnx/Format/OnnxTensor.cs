using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Nabla;

/// <summary>A named array of a file: numbers as little-endian bytes, or texts.</summary>
/// <remarks>
/// <code>
/// TensorProto   1 dims   2 data_type   4 float_data   5 int32_data   6 string_data   7 int64_data   8 name   9 raw_data   10 double_data   14 data_location
/// </code>
/// </remarks>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Raw, IReadOnlyList<string> Texts)
{
    /// <summary>Gets the number of elements.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => checked(product * size));

    public static OnnxTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        return new(name, OnnxType.Single, shape, raw, []);
    }

    public static OnnxTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<double> values)
    {
        byte[] raw = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(raw.AsSpan(i * sizeof(double)), values[i]);
        return new(name, OnnxType.Double, shape, raw, []);
    }

    public static OnnxTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<long> values)
    {
        byte[] raw = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        return new(name, OnnxType.Int64, shape, raw, []);
    }

    public static OnnxTensor Of(string name, IReadOnlyList<string> texts) => new(name, OnnxType.Text, [texts.Count], ReadOnlyMemory<byte>.Empty, texts);

    /// <summary>Reads an array without copying its bytes.</summary>
    /// <exception cref="FormatException">The array is malformed; the message is the end of a sentence.</exception>
    public static OnnxTensor Read(ReadOnlyMemory<byte> message)
    {
        string name = "";
        var type = OnnxType.None;
        ReadOnlyMemory<byte>? raw = null;
        List<long> dims = [], integers = [];
        List<byte> numbers = [];
        List<string> texts = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.AddIntegersTo(dims); break;
                case 2: type = (OnnxType)reader.Int32(); break;
                case 4: reader.AddFixedTo(numbers, sizeof(float)); break;
                case 5 or 7: reader.AddIntegersTo(integers); break;
                case 6: texts.Add(reader.Text()); break;
                case 8: name = reader.Text(); break;
                case 9: raw = reader.Bytes(); break;
                case 10: reader.AddFixedTo(numbers, sizeof(double)); break;
                case 13 or 14 when reader.Field == 13 || reader.Integer() != 0:
                    throw new FormatException($"\"{name}\" is kept in another file; save the model as one file");
                default: break;
            }
        }

        var data = raw ?? (integers.Count == 0 ? numbers.ToArray() : Integers(type, integers));
        var tensor = new OnnxTensor(name, type, [.. dims.Select(size => size is >= 0 and <= int.MaxValue ? (int)size : throw new FormatException($"\"{name}\" has a dimension of {size}"))], data, texts);
        return tensor.HasAllElements() ? tensor : throw new FormatException($"\"{name}\" of shape [{string.Join(", ", dims)}] does not hold as many elements");
    }

    public void Write(ProtobufWriter writer)
    {
        writer.Integers(1, Shape.Select(size => (long)size));
        writer.Integer(2, (int)Type);
        foreach (string text in Texts)
            writer.Text(6, text);
        writer.Text(8, Name);
        if (Type != OnnxType.Text)
            writer.Bytes(9, Raw.Span);
    }

    /// <summary>Returns the elements of an array of floats.</summary>
    /// <exception cref="FormatException">The elements are of another type.</exception>
    public float[] ToSingles()
    {
        Require(OnnxType.Single, "32-bit floats");
        float[] values = new float[Raw.Length / sizeof(float)];
        if (BitConverter.IsLittleEndian)
            MemoryMarshal.Cast<byte, float>(Raw.Span).CopyTo(values);
        else
            for (int i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(Raw.Span[(i * sizeof(float))..]);
        return values;
    }

    /// <summary>Returns the elements of an array of integers.</summary>
    /// <exception cref="FormatException">The elements are of another type.</exception>
    public long[] ToIntegers()
    {
        long[] values = new long[Count];
        if (Type != OnnxType.Int32)
            Require(OnnxType.Int64, "integers");
        for (int i = 0; i < values.Length; i++)
            values[i] = Type == OnnxType.Int32 ? BinaryPrimitives.ReadInt32LittleEndian(Raw.Span[(i * sizeof(int))..]) : BinaryPrimitives.ReadInt64LittleEndian(Raw.Span[(i * sizeof(long))..]);
        return values;
    }

    private void Require(OnnxType type, string what)
    {
        if (Type != type)
            throw new FormatException($"\"{Name}\" does not hold {what}");
    }

    private static byte[] Integers(OnnxType type, List<long> integers)
    {
        var tensor = Of("", [integers.Count], CollectionsMarshal.AsSpan(integers));
        if (type == OnnxType.Int64)
            return tensor.Raw.ToArray();
        return type == OnnxType.Boolean ? [.. integers.Select(value => (byte)(value == 0 ? 0 : 1))] : [.. integers.SelectMany(value => BitConverter.IsLittleEndian ? BitConverter.GetBytes((int)value) : [.. BitConverter.GetBytes((int)value).Reverse()])];
    }

    private bool HasAllElements()
    {
        UInt128 count = 1;
        foreach (int size in Shape)
            count = count > int.MaxValue ? count : count * (uint)size;
        int bytes = Type switch { OnnxType.Single or OnnxType.Int32 => sizeof(float), OnnxType.Double or OnnxType.Int64 => sizeof(double), OnnxType.Boolean => 1, _ => 0 };
        return Type == OnnxType.Text ? count == (uint)Texts.Count : bytes == 0 || count * (uint)bytes == (uint)Raw.Length;
    }
}
