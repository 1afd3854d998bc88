using System.IO.Compression;
using Nabla.Networks;
using Nabla.Reports.Images;

namespace Nabla.Reports.Tests;

public sealed class PngImageTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 5, 3)]
    [InlineData(3, 32, 32)]
    public void Pixels_come_back(int channels, int height, int width)
    {
        var shape = new ImageShape(channels, height, width);
        byte[] pixels = [.. Enumerable.Range(0, shape.Features).Select(i => (byte)(i * 37))];
        Assert.Equal(pixels, Decode(PngImage.Encode(shape, pixels).Bytes.ToArray(), shape));
    }

    [Fact]
    public void A_file_is_what_the_standard_says()
    {
        // One black pixel: signature, header and end are fixed bytes, checksums among them.
        string file = Convert.ToHexString(PngImage.Encode(new ImageShape(1, 1, 1), [0]).Bytes.Span);
        Assert.StartsWith("89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B55", file, StringComparison.Ordinal);
        Assert.EndsWith("0000000049454E44AE426082", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_shapes_are_refused()
    {
        Assert.Equal("Got 2 channels; a picture has 1 or 3. (Parameter 'shape')", Assert.Throws<ArgumentException>(() => PngImage.Encode(new ImageShape(2, 1, 1), [0, 0])).Message);
        Assert.Equal("Got 1 bytes; 3x1x1 takes 3. (Parameter 'pixels')", Assert.Throws<ArgumentException>(() => PngImage.Encode(new ImageShape(3, 1, 1), [0])).Message);
    }

    /// <summary>Reads back what the encoder may write: one IDAT chunk behind the header, each line as differences to the left.</summary>
    private static byte[] Decode(byte[] file, ImageShape shape)
    {
        using var zlib = new ZLibStream(new MemoryStream(file, 8 + 25 + 8, file.Length - (8 + 25 + 8)), CompressionMode.Decompress);
        byte[] pixels = new byte[shape.Features];
        for (int row = 0; row < shape.Height; row++)
        {
            Assert.Equal(1, zlib.ReadByte());
            byte[] left = new byte[shape.Channels];
            for (int i = 0; i < shape.Width * shape.Channels; i++)
            {
                int channel = i % shape.Channels;
                left[channel] += (byte)zlib.ReadByte();
                pixels[(channel * shape.PlaneSize) + (row * shape.Width) + (i / shape.Channels)] = left[channel];
            }
        }

        return pixels;
    }
}
