using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla;

/// <summary>The type of an array's elements in NumPy's notation: "&lt;f4" is a little-endian float of 4 bytes.</summary>
/// <param name="Code">The kind and the size: "f4".</param>
/// <param name="Size">The number of bytes of an element.</param>
/// <param name="IsSwapped">Whether the byte order of the elements differs from this machine's.</param>
internal readonly record struct NpyType(string Code, int Size, bool IsSwapped)
{
    private const string Supported = "floats (f2, f4, f8), integers (i1 to i8, u1 to u8) and bool (b1)";

    /// <summary>Reads a type.</summary>
    /// <param name="where">The file and the part of it, for errors.</param>
    /// <param name="text">The text in the header.</param>
    /// <exception cref="InvalidDataException">The text is not a numeric type.</exception>
    public static NpyType Parse(string where, string text)
    {
        if (text is [_, 'O', ..])
            throw new InvalidDataException($"{where}: holds Python objects (\"{Shown.Text(text)}\"), which are pickled code and are not read. Convert the array with astype(numpy.float32) and save it again.");
        string code = text.Length > 1 ? text[1..] : "";
        int size = code switch
        {
            "b1" or "i1" or "u1" => 1,
            "f2" or "i2" or "u2" => 2,
            "f4" or "i4" or "u4" => 4,
            "f8" or "i8" or "u8" => 8,
            _ => 0,
        };
        bool known = size == 1 ? text[0] is '|' or '<' or '>' : size > 1 && text[0] is '<' or '>';
        return size > 0 && known
            ? new(code, size, size > 1 && (text[0] == '>') == BitConverter.IsLittleEndian)
            : throw new InvalidDataException($"{where}: got elements of type \"{Shown.Text(text)}\"; expected {Supported}. Convert the array with astype(numpy.float32) and save it again.");
    }

    /// <summary>Converts elements, each rounded once; a bool is 0 or 1.</summary>
    /// <param name="raw">The elements' bytes, which are converted to this machine's byte order.</param>
    /// <param name="to">Receives as many elements as it has room for.</param>
    public void Convert<T>(Span<byte> raw, Span<T> to)
        where T : INumberBase<T>
    {
        for (int i = 0; IsSwapped && i < raw.Length; i += Size)
            raw.Slice(i, Size).Reverse();
        switch (Code)
        {
            case "f2": Convert<Half, T>(raw, to); break;
            case "f4": Convert<float, T>(raw, to); break;
            case "f8": Convert<double, T>(raw, to); break;
            case "i1": Convert<sbyte, T>(raw, to); break;
            case "i2": Convert<short, T>(raw, to); break;
            case "i4": Convert<int, T>(raw, to); break;
            case "i8": Convert<long, T>(raw, to); break;
            case "u1": Convert<byte, T>(raw, to); break;
            case "u2": Convert<ushort, T>(raw, to); break;
            case "u4": Convert<uint, T>(raw, to); break;
            case "u8": Convert<ulong, T>(raw, to); break;
            default:
                for (int i = 0; i < to.Length; i++)
                    to[i] = raw[i] == 0 ? T.Zero : T.One;
                break;
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<byte> raw, Span<TTo> to)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(raw);
        for (int i = 0; i < to.Length; i++)
            to[i] = TTo.CreateTruncating(from[i]);
    }
}
