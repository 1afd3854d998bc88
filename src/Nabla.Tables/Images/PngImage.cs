using System.IO.Compression;

namespace Nabla;

/// <summary>Decodes PNG files of 1 to 8 bits per sample: grey, colour, or palette, without interlacing and without transparent pixels.</summary>
internal sealed class PngImage
{
    private const int MaxFileSize = 1 << 28;

    private readonly string _path;
    private readonly PngChunks _chunks;

    private PngImage(string path, PngChunks chunks) => (_path, _chunks) = (path, chunks);

    /// <summary>Gets the format of the pixels.</summary>
    public PngHeader Header => _chunks.Header;

    /// <summary>Reads a file without decompressing its pixels.</summary>
    /// <exception cref="InvalidDataException">The file is not a PNG file, is damaged, or has an unsupported format.</exception>
    public static PngImage Read(string path)
    {
        var chunks = PngChunks.Read(path, DataFile.ReadAll(path, MaxFileSize, "a PNG file"));
        if (chunks.Header.ColorType == PngColorType.Palette && chunks.Palette.Length == 0)
            throw new InvalidDataException($"{path}: has palette indices but no palette. The file is damaged: get it again.");
        var image = new PngImage(path, chunks);
        using var bytes = image.Unpack();
        return image;
    }

    /// <summary>Decompresses the pixels: channel by channel, each row by row.</summary>
    /// <param name="channels">1 or 3; a grey image with 3 channels has equal values in each.</param>
    /// <param name="pixels">Receives channels × height × width bytes.</param>
    /// <exception cref="InvalidDataException">The pixels are damaged, or one is transparent.</exception>
    public void Decode(int channels, Span<byte> pixels)
    {
        var (header, rowSize) = (Header, Header.RowSize);
        using var bytes = Unpack();
        byte[] row = new byte[1 + rowSize], above = new byte[1 + rowSize];
        int plane = header.Width * header.Height;
        for (int y = 0; y < header.Height; y++)
        {
            bytes.Read(row, "the pixels");
            Unfilter(row, above);
            for (int channel = 0; channel < channels; channel++)
                Unpack(row.AsSpan(1), channel, pixels.Slice((channel * plane) + (y * header.Width), header.Width));
            (row, above) = (above, row);
        }

        bytes.RequireEnd();
    }

    /// <summary>Begins to decompress the pixels, if their number can be that in the header.</summary>
    private BoundedReader Unpack()
    {
        var bytes = BoundedReader.Deflated(_path, new ZLibStream(new MemoryStream(_chunks.Packed), CompressionMode.Decompress), _chunks.Packed.Length, checksum: null);
        bytes.RequireLength((Int128)Header.Height * (1 + Header.RowSize), $"{Header.Width} x {Header.Height} pixels");
        return bytes;
    }

    /// <summary>Adds to each byte the filter's prediction from the byte to the left, the one above, and the one above left.</summary>
    private void Unfilter(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int distance = Header.PixelSize;
        for (int i = 1; i < row.Length; i++)
        {
            int left = i > distance ? row[i - distance] : 0, up = above[i], corner = i > distance ? above[i - distance] : 0;
            row[i] += (byte)(row[0] switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Nearest(left, up, corner),
                _ => throw new InvalidDataException($"{_path}: got row filter {row[0]}; expected 0 to 4. The file is damaged: get it again."),
            });
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toCorner = Math.Abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private void Unpack(ReadOnlySpan<byte> row, int channel, Span<byte> to)
    {
        var header = Header;
        int samples = header.Samples, most = (1 << header.BitDepth) - 1;
        bool hasAlpha = header.ColorType is PngColorType.GreyAlpha or PngColorType.Rgba;
        if (_chunks.Transparency.Length > 0 && header.ColorType is (PngColorType.Grey or PngColorType.Rgb))
            throw Transparent();
        for (int x = 0; x < to.Length; x++)
        {
            if (header.ColorType == PngColorType.Palette)
                to[x] = Color(Sample(row, x, most), channel);
            else if (hasAlpha && row[(x * samples) + samples - 1] != 255)
                throw Transparent();
            else if (header.Channels == 3)
                to[x] = row[(x * samples) + channel];
            else
                to[x] = hasAlpha ? row[x * samples] : (byte)(Sample(row, x, most) * 255 / most);
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int x, int most)
    {
        int bit = x * Header.BitDepth;
        return (row[bit / 8] >> (8 - Header.BitDepth - (bit % 8))) & most;
    }

    private byte Color(int index, int channel)
    {
        if ((3 * index) + 2 >= _chunks.Palette.Length)
            throw new InvalidDataException($"{_path}: a pixel has color {index} of a palette of {_chunks.Palette.Length / 3}. The file is damaged: get it again.");
        return index < _chunks.Transparency.Length && _chunks.Transparency[index] != 255 ? throw Transparent() : _chunks.Palette[(3 * index) + channel];
    }

    private InvalidDataException Transparent() => new($"{_path}: has transparent pixels, whose color depends on what lies behind; expected opaque ones. Remove the alpha channel.");
}
