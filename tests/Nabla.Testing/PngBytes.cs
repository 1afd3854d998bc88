using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Nabla.Testing;

/// <summary>PNG files, written by another way than they are read.</summary>
public static class PngBytes
{
    /// <summary>A file of scanlines, each begun by the number of its filter.</summary>
    public static byte[] Write(int width, int height, int bitDepth, int colorType, byte[] scanlines, params (string Type, byte[] Data)[] beforePixels)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bitDepth, (byte)colorType);
        return Write([("IHDR", header), .. beforePixels, ("IDAT", Pack(scanlines)), ("IEND", [])]);
    }

    /// <summary>A file of any parts, with their checksums.</summary>
    public static byte[] Write(params IReadOnlyList<(string Type, byte[] Data)> parts)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] number = new byte[4];
        foreach (var (type, data) in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            byte[] body = [.. Encoding.Latin1.GetBytes(type), .. data];
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
            file.Write(number);
        }

        return file.ToArray();
    }

    /// <summary>Grey images, or color images of three bytes a pixel, without filters.</summary>
    public static byte[] Plain(int width, int height, bool isGrey, ReadOnlySpan<byte> pixels)
    {
        int size = width * (isGrey ? 1 : 3);
        byte[] scanlines = new byte[height * (1 + size)];
        for (int y = 0; y < height; y++)
            pixels.Slice(y * size, size).CopyTo(scanlines.AsSpan((y * (1 + size)) + 1));
        return Write(width, height, 8, isGrey ? 0 : 2, scanlines);
    }

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
            stream.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>CRC-32, a bit at a time.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint state = uint.MaxValue;
        foreach (byte value in bytes)
        {
            state ^= value;
            for (int bit = 0; bit < 8; bit++)
                state = (state >> 1) ^ (0xEDB88320 & (0 - (state & 1)));
        }

        return ~state;
    }
}
