namespace Nabla;

/// <summary>How the value of a field is encoded in Protocol Buffers.</summary>
internal enum WireType
{
    /// <summary>An integer, seven bits a byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, a message, or packed numbers.</summary>
    Length = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
