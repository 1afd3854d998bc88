namespace Nabla;

/// <summary>Specifies the encoding of a field's value in Protocol Buffers.</summary>
internal enum WireType
{
    /// <summary>An integer, seven bits per byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, a message, or packed numbers.</summary>
    Length = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
