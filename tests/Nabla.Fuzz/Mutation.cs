using System.Buffers.Binary;

namespace Nabla.Fuzz;

/// <summary>Damages that any file may have.</summary>
public static class Mutation
{
    private const int LongLine = 10_000_000, CasesForALongLine = 2_000;

    /// <summary>How a file was damaged.</summary>
    public enum Kind
    {
        /// <summary>Its end is missing.</summary>
        Truncated,

        /// <summary>Something follows its end.</summary>
        Extended,

        /// <summary>Some of its bytes are others, missing or more.</summary>
        Changed,

        /// <summary>It has a part of another good file.</summary>
        Spliced,
    }

    /// <summary>Damages a file once, sometimes several times.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="others">Good files to take parts from.</param>
    /// <param name="draws">Decides.</param>
    public static (byte[] Bytes, Kind Kind, string What) Apply(byte[] bytes, IReadOnlyList<byte[]> others, Draws draws)
    {
        var (damaged, kind, what) = Once(bytes, others, draws);
        while (draws.OneIn(3))
        {
            var (next, nextKind, nextWhat) = Once(damaged, others, draws);
            kind = nextKind == Kind.Spliced || kind == Kind.Spliced ? Kind.Spliced : kind == nextKind ? kind : Kind.Changed;
            (damaged, what) = (next, $"{what}, {nextWhat}");
        }

        return (damaged, kind, what);
    }

    private static (byte[] Bytes, Kind Kind, string What) Once(byte[] bytes, IReadOnlyList<byte[]> others, Draws draws)
    {
        if (draws.OneIn(CasesForALongLine))
        {
            byte[] line = new byte[LongLine];
            Array.Fill(line, draws.Of((byte)'1', (byte)'x', (byte)0, (byte)' '));
            int place = draws.Below(bytes.Length + 1);
            return ([.. bytes[..place], .. line, .. bytes[place..]], Kind.Changed, $"10 MB of {line[0]} at {place}");
        }

        if (bytes.Length == 0)
            return (draws.Bytes(1 + draws.Below(40)), Kind.Extended, "something for nothing");
        int at = draws.Below(bytes.Length), length = 1 + draws.Below(Math.Min(64, bytes.Length - at));
        byte[] copy = [.. bytes];
        switch (draws.Below(10))
        {
            case 0:
                return (bytes[..at], Kind.Truncated, $"truncated at {at}");
            case 1:
                return ([.. bytes, .. draws.OneIn(2) ? new byte[length] : draws.Bytes(length)], Kind.Extended, $"{length} bytes more");
            case 2 or 3:
                int flips = 1 + draws.Below(4);
                for (int i = 0; i < flips; i++)
                    copy[draws.OneIn(2) ? draws.Below(Math.Min(copy.Length, 128)) : draws.Below(copy.Length)] ^= (byte)(1 << draws.Below(8));
                return (copy, Kind.Changed, $"{flips} bits flipped");
            case 4:
                copy.AsSpan(at, length).Fill(draws.Of((byte)0, (byte)255, (byte)'9', (byte)'/', (byte)'\n'));
                return (copy, Kind.Changed, $"{length} bytes filled at {at}");
            case 5:
                return ([.. bytes[..at], .. draws.Bytes(length), .. bytes[at..]], Kind.Changed, $"{length} bytes inserted at {at}");
            case 6:
                return ([.. bytes[..at], .. bytes[(at + length)..]], at + length == bytes.Length ? Kind.Truncated : Kind.Changed, $"{length} bytes cut at {at}");
            case 7 or 8:
                return (WithLength(copy, draws), Kind.Changed, "a length that lies");
            default:
                byte[] other = draws.Of(others);
                int from = draws.Below(other.Length), count = 1 + draws.Below(other.Length - from);
                return ([.. bytes[..at], .. other[from..(from + count)], .. bytes[Math.Min(bytes.Length, at + (draws.OneIn(2) ? count : 0))..]], Kind.Spliced, $"a part of another file at {at}");
        }
    }

    private static byte[] WithLength(byte[] bytes, Draws draws)
    {
        long value = draws.Length(bytes.Length);
        byte[] number = new byte[8];
        int size = draws.Of(1, 2, 4, 4, 8);
        bool isBig = draws.OneIn(2);
        if (isBig)
            BinaryPrimitives.WriteInt64BigEndian(number, value << (64 - (8 * size)));
        else
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        int at = draws.OneIn(2) ? draws.Below(Math.Min(64, bytes.Length)) : draws.Below(bytes.Length);
        number.AsSpan(0, Math.Min(size, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
