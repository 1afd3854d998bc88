using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Nabla;

/// <summary>Writes arrays as the entries of an NPZ file, as numpy.savez does: stored, in C order, little-endian.</summary>
/// <remarks>Every entry has the earliest time that a zip archive can represent: equal contents are equal bytes.</remarks>
internal static class NpyWriter
{
    private const int Alignment = 64, BytesBeforeText = 10;

    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds an array to an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="name">The name of the array, without .npy.</param>
    /// <param name="type">The type of the elements: "&lt;f4".</param>
    /// <param name="shape">The length of each axis.</param>
    /// <param name="elements">The bytes of the elements, little-endian.</param>
    public static void Add(ZipArchive archive, string name, string type, IReadOnlyList<long> shape, ReadOnlySpan<byte> elements)
    {
        var entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        using var stream = entry.Open();
        stream.Write(Header(type, shape));
        stream.Write(elements);
    }

    private static byte[] Header(string type, IReadOnlyList<long> shape)
    {
        string axes = string.Concat(shape.Select(length => string.Create(CultureInfo.InvariantCulture, $"{length}, "))).TrimEnd();
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({(shape.Count > 1 ? axes.TrimEnd(',') : axes)}), }}";
        int length = (BytesBeforeText + text.Length + Alignment) / Alignment * Alignment;
        byte[] header = new byte[length];
        ReadOnlySpan<byte> magic = [0x93, .. "NUMPY"u8, 1, 0];
        magic.CopyTo(header);
        Encoding.Latin1.GetBytes(text.PadRight(length - BytesBeforeText - 1) + '\n', header.AsSpan(BytesBeforeText));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(BytesBeforeText - 2), checked((ushort)(length - BytesBeforeText)));
        return header;
    }
}
