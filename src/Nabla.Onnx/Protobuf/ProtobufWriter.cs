using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Nabla;

/// <summary>Writes a Protocol Buffers message: each field is a tag and a value.</summary>
internal sealed class ProtobufWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Writes an integer as a varint.</summary>
    public void Integer(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>Writes a single-precision number.</summary>
    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        Fixed(value);
    }

    /// <summary>Writes bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, WireType.Length);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    /// <summary>Writes text as UTF-8.</summary>
    public void Text(int field, string text) => Bytes(field, Utf8.GetBytes(text));

    /// <summary>Writes a nested message.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner._bytes.WrittenSpan);
    }

    /// <summary>Writes one element per field, the default for repeated numbers in syntax 2.</summary>
    public void Integers(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
            Integer(field, value);
    }

    /// <summary>Writes one element per field, the default for repeated numbers in syntax 2.</summary>
    public void Singles(int field, IEnumerable<float> values)
    {
        foreach (float value in values)
            Single(field, value);
    }

    /// <summary>Returns the bytes written.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }

    private void Fixed(float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }
}
