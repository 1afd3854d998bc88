using System.Buffers.Binary;

namespace Nabla;

/// <summary>The format of the pixels of a PNG file: its IHDR chunk.</summary>
/// <param name="Width">The number of pixels in a row.</param>
/// <param name="Height">The number of rows of pixels.</param>
/// <param name="BitDepth">The number of bits of a sample: 1, 2, 4 or 8.</param>
/// <param name="ColorType">The components of a pixel.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType)
{
    /// <summary>The maximum number of pixels of an image.</summary>
    public const int MaxPixels = 1 << 24;

    /// <summary>Gets the number of samples of a pixel.</summary>
    public int Samples => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    /// <summary>Gets the number of channels of the image: 1 if it is grey, otherwise 3.</summary>
    public int Channels => ColorType is PngColorType.Grey or PngColorType.GreyAlpha ? 1 : 3;

    /// <summary>Gets the number of bytes of a row, without the filter byte.</summary>
    public int RowSize => (int)((((long)Width * Samples * BitDepth) + 7) / 8);

    /// <summary>Gets the distance in bytes between a byte and its left neighbour, for the filters.</summary>
    public int PixelSize => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>Reads the chunk.</summary>
    /// <exception cref="InvalidDataException">The chunk is invalid, or the format is not supported.</exception>
    public static PngHeader Read(string path, ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
            throw new InvalidDataException($"{path}: got an image header of {data.Length} bytes; expected 13. The file is damaged: get it again.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var (depth, type) = (data[8], (PngColorType)data[9]);
        if (width == 0 || height == 0 || (ulong)width * height > MaxPixels)
            throw new InvalidDataException($"{path}: got an image of {width}x{height}; expected at least 1x1 and at most {MaxPixels} pixels. Make the images smaller.");
        bool isKnown = type switch
        {
            PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => depth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new InvalidDataException($"{path}: got color type {data[9]} with {depth} bits, compression {data[10]}, filter {data[11]} and interlace {data[12]}, which is not valid in PNG. The file is damaged: get it again.");
        if (depth == 16)
            throw new InvalidDataException($"{path}: has 16 bits per sample; expected 1 to 8. Convert the images to 8 bits.");
        if (data[12] == 1)
            throw new InvalidDataException($"{path}: is interlaced; expected rows from top to bottom. Save the images without interlacing.");
        return new((int)width, (int)height, depth, type);
    }
}
