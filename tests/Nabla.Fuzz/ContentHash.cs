using System.Buffers.Binary;
using System.Text;

namespace Nabla.Fuzz;

/// <summary>FNV-1a with 64 bits: tells whether two data sets are the same.</summary>
public sealed class ContentHash
{
    /// <summary>Gets the hash of what was added.</summary>
    public ulong Value { get; private set; } = 14695981039346656037;

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Add(bytes);
    }

    /// <summary>Adds text.</summary>
    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text + "\0"));

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        ulong value = Value;
        foreach (byte next in bytes)
            value = (value ^ next) * 1099511628211;
        Value = value;
    }
}
