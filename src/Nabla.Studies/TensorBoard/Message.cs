using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Nabla.Studies;

/// <summary>A message in the wire format of protocol buffers: each field is a key, consisting of its number and type, and a value.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding</remarks>
internal sealed class Message
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Gets the bytes written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public Message With(int field, long value)
    {
        Key(field, Varint);
        WriteVarint((ulong)value);
        return this;
    }

    public Message With(int field, float value)
    {
        Key(field, Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public Message With(int field, double value)
    {
        Key(field, Fixed64);
        Write(value);
        return this;
    }

    public Message With(int field, string text) => With(field, Encoding.UTF8.GetBytes(text));

    public Message With(int field, Message inner) => With(field, inner.Written);

    /// <summary>Adds a packed repeated field of numbers.</summary>
    public Message With(int field, IReadOnlyCollection<double> values)
    {
        Key(field, Bytes);
        WriteVarint((ulong)values.Count * sizeof(double));
        foreach (double value in values)
            Write(value);
        return this;
    }

    private Message With(int field, ReadOnlySpan<byte> bytes)
    {
        Key(field, Bytes);
        WriteVarint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    private void Key(int field, int type) => WriteVarint(((ulong)field << 3) | (uint)type);

    private void Write(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    /// <summary>Writes seven bits per byte, the lowest first; the eighth indicates that another byte follows.</summary>
    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
