using System.Buffers.Binary;
using System.Text;

namespace Nabla;

/// <summary>Reads the fields of a Protocol Buffers message in sequence. It validates everything, and copies only numbers and texts.</summary>
/// <remarks>Any error is a <see cref="FormatException"/> whose message is the end of a sentence.</remarks>
internal struct ProtobufReader(ReadOnlyMemory<byte> message)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _at;
    private WireType _type;
    private ulong _number;
    private ReadOnlyMemory<byte> _bytes;

    /// <summary>Gets the number of the last field read.</summary>
    public int Field { get; private set; }

    /// <summary>Reads the next field, which is skipped if its value is not requested.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next()
    {
        if (_at == message.Length)
            return false;
        ulong tag = Varint();
        if (tag >> 3 is 0 or > 0x1FFFFFFF)
            throw new FormatException("a field has an invalid number");
        (Field, _type) = ((int)(tag >> 3), (WireType)(tag & 7));
        switch (_type)
        {
            case WireType.Varint:
                _number = Varint();
                break;
            case WireType.Fixed32:
                _number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span);
                break;
            case WireType.Fixed64:
                _number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)).Span);
                break;
            case WireType.Length:
                ulong length = Varint();
                _bytes = Take(length <= int.MaxValue ? (int)length : int.MaxValue);
                break;
            default:
                throw new FormatException("a field is of a kind that ONNX does not use");
        }

        return true;
    }

    /// <summary>Returns the field's value as an integer.</summary>
    public readonly long Integer() => _type == WireType.Varint ? (long)_number : throw Wrong("an integer");

    /// <summary>Returns the field's value as a 32-bit integer.</summary>
    public readonly int Int32() => Integer() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Wrong("an integer of 32 bits");

    /// <summary>Returns the field's value as a single-precision number.</summary>
    public readonly float Single() => _type == WireType.Fixed32 ? BitConverter.UInt32BitsToSingle((uint)_number) : throw Wrong("a number in single precision");

    /// <summary>Returns the field's value as bytes: text, a message, or packed numbers.</summary>
    public readonly ReadOnlyMemory<byte> Bytes() => _type == WireType.Length ? _bytes : throw Wrong("bytes");

    /// <summary>Returns the field's value as text.</summary>
    public readonly string Text()
    {
        try
        {
            return Utf8.GetString(Bytes().Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("a string is not UTF-8", e);
        }
    }

    /// <summary>Adds the field's value, one integer or packed ones.</summary>
    public readonly void AddIntegersTo(List<long> list)
    {
        if (_type != WireType.Length)
        {
            list.Add(Integer());
            return;
        }

        var packed = new ProtobufReader(_bytes);
        while (packed._at < _bytes.Length)
            list.Add((long)packed.Varint());
    }

    /// <summary>Adds the field's value, one number of a size or packed ones, as little-endian bytes.</summary>
    public readonly void AddFixedTo(List<byte> list, int size)
    {
        if (_type == WireType.Length)
        {
            list.AddRange(_bytes.Length % size == 0 ? _bytes.Span : throw Wrong($"numbers of {size} bytes"));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _number);
        list.AddRange((size, _type) is (sizeof(float), WireType.Fixed32) or (sizeof(double), WireType.Fixed64) ? bytes[..size] : throw Wrong($"a number of {size} bytes"));
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new FormatException("an integer has more than 64 bits");
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > message.Length - _at)
            throw new FormatException("it ends within a field: it is incomplete, or not an ONNX file");
        _at += count;
        return message.Slice(_at - count, count);
    }

    private readonly FormatException Wrong(string expected) => new($"field {Field} of a message is not {expected}");
}
