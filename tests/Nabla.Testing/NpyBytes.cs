using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Nabla.Testing;

/// <summary>Files of NumPy, written as numpy.save and numpy.savez write them.</summary>
public static class NpyBytes
{
    /// <summary>The file of an array whose elements are given as bytes.</summary>
    /// <param name="type">As in "&lt;f4".</param>
    /// <param name="shape">The length of each axis.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="isFortran">Whether the first index changes fastest.</param>
    /// <param name="version">1, 2 or 3.</param>
    public static byte[] Write(string type, IReadOnlyList<long> shape, ReadOnlySpan<byte> elements, bool isFortran = false, int version = 1)
    {
        string lengths = string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        return Write($"{{'descr': '{type}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': ({lengths}), }}", elements, version);
    }

    /// <summary>The file of an array with any header.</summary>
    public static byte[] Write(string header, ReadOnlySpan<byte> elements, int version = 1)
    {
        int before = version == 1 ? 10 : 12;
        int length = ((before + header.Length + 1 + 63) / 64 * 64) - before;
        byte[] text = Encoding.Latin1.GetBytes(header.PadRight(length - 1) + "\n");
        byte[] file = new byte[before + text.Length + elements.Length];
        new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', (byte)version, 0 }.CopyTo(file, 0);
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)text.Length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), (uint)text.Length);
        text.CopyTo(file, before);
        elements.CopyTo(file.AsSpan(before + text.Length));
        return file;
    }

    /// <summary>The file of an array of floats.</summary>
    public static byte[] Floats(IReadOnlyList<long> shape, params float[] elements)
    {
        byte[] bytes = new byte[4 * elements.Length];
        for (int i = 0; i < elements.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), elements[i]);
        return Write("<f4", shape, bytes);
    }

    /// <summary>The file of an array of 64-bit integers with one axis.</summary>
    public static byte[] Integers(params long[] elements)
    {
        byte[] bytes = new byte[8 * elements.Length];
        for (int i = 0; i < elements.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), elements[i]);
        return Write("<i8", [elements.Length], bytes);
    }

    /// <summary>A zip archive of entries.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>A gzip file.</summary>
    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var file = new MemoryStream();
        using (var zipped = new GZipStream(file, CompressionLevel.Optimal))
            zipped.Write(bytes);
        return file.ToArray();
    }
}
