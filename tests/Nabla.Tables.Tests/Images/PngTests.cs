using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Images;

/// <summary>Every form of PNG that is read, and how the others are refused.</summary>
public sealed class PngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Width, height, bits, color type, scanlines, palette, channels and pixels.</summary>
    public static TheoryData<int, int, int, int, byte[], byte[], byte[]> Forms => new()
    {
        { 2, 2, 8, 0, [0, 1, 2, 0, 3, 255], [], [1, 2, 3, 255] },
        { 3, 1, 4, 0, [0, 0x0F, 0x50], [], [0, 255, 85] },
        { 5, 1, 2, 0, [0, 0b00_01_10_11, 0b11_000000], [], [0, 85, 170, 255, 255] },
        { 9, 1, 1, 0, [0, 0b10110001, 0b10000000], [], [255, 0, 255, 255, 0, 0, 0, 255, 255] },
        { 2, 1, 8, 2, [0, 1, 2, 3, 4, 5, 6], [], [1, 4, 2, 5, 3, 6] },
        { 2, 1, 8, 4, [0, 7, 255, 9, 255], [], [7, 9] },
        { 1, 1, 8, 6, [0, 1, 2, 3, 255], [], [1, 2, 3] },
        { 2, 1, 8, 3, [0, 1, 0], [1, 2, 3, 4, 5, 6], [4, 1, 5, 2, 6, 3] },
        { 3, 1, 1, 3, [0, 0b01000000], [1, 2, 3, 4, 5, 6], [1, 4, 1, 2, 5, 2, 3, 6, 3] },
    };

    [Theory, MemberData(nameof(Forms))]
    public void Every_form_is_read(int width, int height, int bits, int colorType, byte[] scanlines, byte[] palette, byte[] expected)
    {
        var image = Read(PngBytes.Write(width, height, bits, colorType, scanlines, palette.Length > 0 ? [("PLTE", palette)] : []));
        Assert.Equal(new ImageShape(expected.Length / (width * height), height, width), image.Shape);
        Assert.Equal(expected, image.Pixels(0).ToArray());
    }

    /// <summary>The filters by hand, from their definition in the format.</summary>
    [Fact]
    public void Every_filter_is_undone()
    {
        byte[] scanlines = [0, 10, 20, 30, 1, 5, 5, 250, 2, 1, 1, 1, 3, 10, 10, 10, 4, 1, 1, 1];
        byte[] expected = [10, 20, 30, 5, 10, 4, 6, 11, 5, 13, 22, 23, 14, 23, 24];
        Assert.Equal(expected, Read(PngBytes.Write(3, 5, 8, 0, scanlines)).Pixels(0).ToArray());
    }

    [Fact]
    public void Pixels_may_come_in_parts_and_other_parts_are_skipped()
    {
        byte[] packed = PngBytes.Pack([0, 1, 2]), header = [0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        byte[] file = PngBytes.Write(("IHDR", header), ("tEXt", [1, 2]), ("IDAT", packed[..4]), ("IDAT", []), ("IDAT", packed[4..]), ("tIME", []), ("IEND", []));
        Assert.Equal([1, 2], Read(file).Pixels(0).ToArray());
    }

    [Theory]
    [InlineData(16, 0, 0, "has 16 bits per sample; expected 1 to 8. Convert the images to 8 bits.")]
    [InlineData(8, 0, 1, "is interlaced; expected rows from top to bottom. Save the images without interlacing.")]
    [InlineData(8, 5, 0, "got color type 5 with 8 bits, compression 0, filter 0 and interlace 0, which is not valid in PNG. The file is damaged: get it again.")]
    [InlineData(4, 2, 0, "got color type 2 with 4 bits, compression 0, filter 0 and interlace 0, which is not valid in PNG. The file is damaged: get it again.")]
    [InlineData(8, 3, 0, "has palette indices but no palette. The file is damaged: get it again.")]
    public void Other_forms_are_refused(byte bits, byte colorType, byte interlace, string message) =>
        AssertFails(message, PngBytes.Write(("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, bits, colorType, 0, 0, interlace]), ("IDAT", PngBytes.Pack([0, 1, 2])), ("IEND", [])));

    [Fact]
    public void Transparent_pixels_are_refused()
    {
        const string Message = "has transparent pixels, whose color depends on what lies behind; expected opaque ones. Remove the alpha channel.";
        AssertFails(Message, PngBytes.Write(1, 1, 8, 6, [0, 1, 2, 3, 254]));
        AssertFails(Message, PngBytes.Write(1, 1, 8, 4, [0, 1, 0]));
        AssertFails(Message, PngBytes.Write(1, 1, 8, 3, [0, 1], ("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", [255, 0])));
        AssertFails(Message, PngBytes.Write(1, 1, 8, 0, [0, 1], ("tRNS", [0, 1])));
        Assert.Equal([4, 5, 6], Read(PngBytes.Write(1, 1, 8, 3, [0, 1], ("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", [0]))).Pixels(0).ToArray());
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        byte[] file = PngBytes.Plain(2, 2, isGrey: true, [1, 2, 3, 4]);
        AssertFails("is not a PNG file, despite its name. Convert the image to PNG.", [1, 2, 3]);
        AssertFails("has no end (IEND), at byte", file[..^12]);
        AssertFails("has a chunk of 13 bytes, of which 1 are there, at byte 8.", file[..30] is var cut ? cut[..(8 + 12 + 1)] : []);
        AssertFails("has a chunk that does not match its checksum, at byte 33.", [.. file[..45], (byte)(file[45] ^ 1), .. file[46..]]);
        AssertFails("has no image header at its beginning, at byte 8.", PngBytes.Write(("IEND", [])));
        AssertFails("got an image of 0x1; expected at least 1x1 and at most 16777216 pixels.", PngBytes.Write(0, 1, 8, 0, [0]));
        AssertFails("got an image of 2147483647x2147483647; expected at least 1x1", PngBytes.Write(int.MaxValue, int.MaxValue, 8, 0, [0]));
        AssertFails("declares 16781312 bytes, 4096 x 4096 pixels; so few compressed bytes unpack to", PngBytes.Write(4096, 4096, 8, 0, [0]));
        AssertFails("ends or is damaged within the pixels, after 3 bytes. Get the file again.", PngBytes.Write(2, 2, 8, 0, [0, 1, 2]));
        AssertFails("continues after the expected 6 bytes.", PngBytes.Write(2, 2, 8, 0, [0, 1, 2, 0, 3, 4, 5]));
        AssertFails("got row filter 5; expected 0 to 4.", PngBytes.Write(2, 1, 8, 0, [5, 1, 2]));
        AssertFails("a pixel has color 2 of a palette of 2.", PngBytes.Write(1, 1, 8, 3, [0, 2], ("PLTE", [1, 2, 3, 4, 5, 6])));
        AssertFails("has a chunk \"ABCD\" that is unknown but critical, at byte 33.", PngBytes.Write(1, 1, 8, 0, [0, 2], ("ABCD", [])));
    }

    private ImageDataset Read(byte[] file)
    {
        Directory.CreateDirectory(_folder["class"]);
        File.WriteAllBytes(_folder["class/image.png"], file);
        return ImageDataset.FromFolder(_folder.Path);
    }

    private void AssertFails(string message, byte[] file) =>
        Assert.StartsWith($"{Path.Combine(_folder.Path, "class", "image.png")}: {message}", Assert.Throws<InvalidDataException>(() => Read(file)).Message, StringComparison.Ordinal);
}
