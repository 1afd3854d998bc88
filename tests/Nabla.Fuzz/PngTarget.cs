using System.Buffers.Binary;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>Folders of PNG images: damaged files, and files whose checksums are right but whose parts are not.</summary>
public sealed class PngTarget : FuzzTarget
{
    private static readonly byte[] Scanlines = [0, 1, 2, 3, 1, 4, 5, 6, 2, 7, 8, 9, 3, 1, 1, 1, 4, 9, 9, 9];

    public override string Name => "png";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files(("cat/1.png", PngBytes.Write(3, 5, 8, 0, Scanlines)), ("dog/1.png", PngBytes.Write(3, 5, 8, 0, Scanlines, ("tEXt", [1, 2, 3])))),
        Files(("cat/1.png", PngBytes.Plain(2, 2, isGrey: false, IdxBytes.Bytes(12))), ("dog/1.png", PngBytes.Write(2, 2, 2, 3, [0, 0x10, 0, 0x20], ("PLTE", [1, 2, 3, 4, 5, 6, 7, 8, 9]), ("tRNS", [255])))),
        Files(("cat/1.png", PngBytes.Write(1, 1, 8, 6, [0, 1, 2, 3, 255])), ("cat/2.png", PngBytes.Plain(1, 1, isGrey: false, [1, 2, 3]))),
    ];

    public override FuzzCase Create(Draws draws)
    {
        if (draws.OneIn(2))
            return base.Create(draws);
        byte[] header = [0, 0, 0, 3, 0, 0, 0, 5, draws.Of<byte>(1, 2, 4, 8, 8, 8, 16, 3), draws.Of<byte>(0, 2, 3, 4, 6, 1), 0, 0, 0];
        if (draws.OneIn(4))
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * draws.Below(2)), (int)draws.Length(4));
        if (draws.OneIn(10))
            header[draws.Below(13)] = (byte)draws.Below(256);
        int size = 5 * (1 + (((3 * header[8] * (header[9] == 2 ? 3 : header[9] == 6 ? 4 : header[9] == 4 ? 2 : 1)) + 7) / 8));
        byte[] scanlines = draws.Bytes(draws.OneIn(8) ? draws.Below(3000) : size);
        if (!draws.OneIn(4))
        {
            for (int row = 0; row < scanlines.Length; row += Math.Max(1, size / 5))
                scanlines[row] = (byte)draws.Below(draws.OneIn(10) ? 7 : 5);
        }

        byte[] packed = PngBytes.Pack(draws.OneIn(200) ? new byte[10 << 20] : scanlines);
        List<(string Type, byte[] Data)> parts = [("IHDR", header), ("PLTE", draws.Bytes(draws.OneIn(4) ? draws.Below(900) : 768)), ("IDAT", packed), ("IEND", [])];
        while (draws.OneIn(4))
            parts.Insert(draws.Below(parts.Count + 1), draws.Of(("tRNS", draws.Bytes(draws.Below(300))), ("tEXt", []), ("XXXX", [1]), ("IDAT", packed), ("IHDR", header), ("xx\0\u0007", [2])));
        if (draws.OneIn(10))
            parts.RemoveAt(draws.Below(parts.Count));
        return new(draws.Below(2), "cat/1.png", PngBytes.Write(parts), Outcome.PlausibleOrError, "other parts");
    }

    public override object Read(string folder) => ImageDataset.FromFolder(folder, channels: 3);

    public override ulong Check(object read, string folder)
    {
        var data = (ImageDataset)read;
        return CheckDataset(data, example => data.Pixels(example).ToArray());
    }

    /// <summary>2 MB, the file, its parts and their growing buffer; and the pixels, three bytes for each bit that deflate can make.</summary>
    public override long MaxAllocation(long length) => (2 << 20) + (8 * length) + Math.Min(3L * 8 * 1032 * length, 2L * 3 << 24);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind switch
    {
        Mutation.Kind.Truncated => Outcome.Error,
        Mutation.Kind.Spliced => Outcome.PlausibleOrError,
        _ => Outcome.SameOrError,
    };
}
