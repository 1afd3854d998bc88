using Nabla.Networks;

namespace Nabla.Fuzz;

/// <summary>Draws one number after the other for a case: the same for the same seed, reader and case.</summary>
public sealed class Draws(RandomKey key)
{
    private ulong _position;

    /// <summary>Draws a number at least 0 and below a limit.</summary>
    public int Below(int limit) => key.Below(_position++, limit);

    /// <summary>Returns true once in so many draws.</summary>
    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>Draws one of some things.</summary>
    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Draws 64 bits.</summary>
    public ulong Bits() => ((ulong)key.Bits(_position++) << 32) | key.Bits(_position++);

    /// <summary>Draws bytes.</summary>
    public byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = (byte)key.Bits(_position++);
        return bytes;
    }

    /// <summary>Draws a number that readers of lengths get wrong: an edge of some integer type, or near the right one.</summary>
    public long Length(long near = 0) => Below(4) switch
    {
        0 => near + Below(5) - 2,
        1 => Below(300),
        2 => Of(0L, -1, 1, 2, 127, 128, 255, 256, 32767, 65535, 65536, 1 << 20, (1 << 24) + 1),
        _ => Of(int.MaxValue, int.MaxValue + 1L, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue, long.MaxValue / 8, 0x7FFFFFC7, 0x7FFFFFC8),
    };
}
