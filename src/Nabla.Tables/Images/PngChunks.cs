using System.Buffers.Binary;

namespace Nabla;

/// <summary>The chunks of a PNG file that make up its image: https://www.w3.org/TR/png-3/, section 5.</summary>
/// <param name="Header">The format of the pixels.</param>
/// <param name="Palette">Red, green and blue of each colour; empty without a palette.</param>
/// <param name="Transparency">The opacity of the first colours of the palette, or a transparent colour; empty if all is opaque.</param>
/// <param name="Packed">The compressed pixels.</param>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[] Transparency, byte[] Packed)
{
    private const int Frame = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Splits a file into chunks and verifies their checksums.</summary>
    /// <exception cref="InvalidDataException">The file is not a complete PNG file.</exception>
    public static PngChunks Read(string path, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            throw new InvalidDataException($"{path}: is not a PNG file, despite its name. Convert the image to PNG.");

        PngHeader? header = null;
        byte[] palette = [], transparency = [];
        using var packed = new MemoryStream();
        bool isAfterPixels = false;
        for (int at = Signature.Length; ;)
        {
            var (type, data) = Chunk(path, file, at);
            if (header is null != type.SequenceEqual("IHDR"u8))
                throw Bad(path, at, header is null ? "no image header at its beginning" : "two image headers");
            if (type.SequenceEqual("IHDR"u8))
                header = PngHeader.Read(path, data);
            else if (type.SequenceEqual("PLTE"u8))
                palette = palette.Length == 0 && packed.Length == 0 && data.Length is > 0 and <= 768 && data.Length % 3 == 0 ? data.ToArray() : throw Bad(path, at, "a wrong palette");
            else if (type.SequenceEqual("tRNS"u8))
                transparency = data.Length <= 256 ? data.ToArray() : throw Bad(path, at, "a wrong transparency");
            else if (type.SequenceEqual("IDAT"u8))
                packed.Write(isAfterPixels ? throw Bad(path, at, "pixels in two places") : data);
            else if (type.SequenceEqual("IEND"u8))
                break;
            else if ((type[0] & 0x20) == 0)
                throw Bad(path, at, $"a chunk \"{Shown.Text(string.Concat(type.ToArray().Select(letter => (char)letter)))}\" that is unknown but critical");
            isAfterPixels = packed.Length > 0 && !type.SequenceEqual("IDAT"u8);
            at += Frame + data.Length;
        }

        return new(header!.Value, palette, transparency, packed.ToArray());
    }

    private static Part Chunk(string path, ReadOnlySpan<byte> file, int at)
    {
        if (file.Length - at < Frame)
            throw Bad(path, at, "no end (IEND)");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - Frame)
            throw Bad(path, at, $"a chunk of {length} bytes, of which {file.Length - at - Frame} are there");
        var checksum = new Crc32();
        checksum.Add(file.Slice(at + 4, 4 + (int)length));
        if (checksum.Value != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            throw Bad(path, at, "a chunk that does not match its checksum");
        return new(file.Slice(at + 4, 4), file.Slice(at + 8, (int)length));
    }

    private static InvalidDataException Bad(string path, int at, string got) => new($"{path}: has {got}, at byte {at}. The file is truncated or damaged: get it again.");

    private readonly ref struct Part(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> _type = type, _data = data;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
        {
            type = _type;
            data = _data;
        }
    }
}
