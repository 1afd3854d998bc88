using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Nabla.Networks;

namespace Nabla.Reports.Images;

/// <summary>A PNG image (ISO/IEC 15948): 8 bits per channel, grey or red, green, blue; not interlaced.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Bytes">The bytes of the file.</param>
public sealed record PngImage(int Width, int Height, ReadOnlyMemory<byte> Bytes)
{
    private const byte Grey = 0;
    private const byte Rgb = 2;
    private const byte SubFilter = 1;

    private static readonly uint[] Crc = CrcTable();

    /// <summary>Gets the image as a data URI.</summary>
    public string DataUri => $"data:image/png;base64,{Convert.ToBase64String(Bytes.Span)}";

    /// <summary>Encodes pixels stored channel by channel, each row by row, as in a data set.</summary>
    /// <param name="shape">The shape: 1 channel for grey, 3 for colour.</param>
    /// <param name="pixels">Channels × height × width bytes.</param>
    /// <exception cref="ArgumentException">The number of channels or bytes is not supported.</exception>
    public static PngImage Encode(ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        if (shape.Channels is not (1 or 3))
            throw new ArgumentException($"Got {shape.Channels} channels; a picture has 1 or 3.", nameof(shape));
        if (pixels.Length != shape.Features)
            throw new ArgumentException($"Got {pixels.Length} bytes; {shape} takes {shape.Features}.", nameof(pixels));

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), shape.Height);
        (header[8], header[9]) = (8, shape.Channels == 1 ? Grey : Rgb);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Compress(Lines(shape, pixels)));
        WriteChunk(file, "IEND", []);
        return new(shape.Width, shape.Height, file.ToArray());
    }

    /// <summary>Returns each row with interleaved channels, as differences to the pixel on the left, which compress better.</summary>
    private static byte[] Lines(ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        int channels = shape.Channels, line = 1 + (channels * shape.Width);
        byte[] lines = new byte[shape.Height * line];
        for (int row = 0; row < shape.Height; row++)
        {
            lines[row * line] = SubFilter;
            for (int channel = 0; channel < channels; channel++)
            {
                var source = pixels.Slice((channel * shape.PlaneSize) + (row * shape.Width), shape.Width);
                for (int column = 0; column < source.Length; column++)
                    lines[(row * line) + 1 + (column * channels) + channel] = (byte)(source[column] - (column == 0 ? 0 : source[column - 1]));
            }
        }

        return lines;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return stream.ToArray();
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(typed);
        uint crc = 0xffffffff;
        foreach (byte value in typed)
            crc = Crc[(byte)(crc ^ value)] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }

    private static uint[] CrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }

        return table;
    }
}
