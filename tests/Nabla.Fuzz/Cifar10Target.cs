using System.IO.Compression;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>CIFAR-10's files, unpacked and as their archive, with one record in each.</summary>
public sealed class Cifar10Target : FuzzTarget
{
    private const string Archive = "cifar-10-binary.tar.gz", NamesFile = "batches.meta.txt";

    private static readonly Dictionary<string, byte[]> Unpacked = SmallCifar10.All().ToDictionary(file => file.Key, file => file.Value[..3073], StringComparer.Ordinal);

    private static readonly byte[] Names = [.. string.Join('\n', Enumerable.Range(0, 10).Select(i => $"class{i}")).Select(letter => (byte)letter)];

    private static readonly byte[] Packed = SmallCifar10.Archive(new Dictionary<string, byte[]>(Unpacked, StringComparer.Ordinal) { [NamesFile] = Names });

    private static readonly byte[] Tar = Unzip(Packed);

    public override string Name => "cifar10";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        new Dictionary<string, byte[]>(Unpacked, StringComparer.Ordinal) { [NamesFile] = Names },
        Files((Archive, Packed)),
    ];

    public override FuzzCase Create(Draws draws)
    {
        if (!draws.OneIn(3))
            return base.Create(draws);
        byte[] tar = [.. Tar];
        int changes = 1 + draws.Below(3);
        for (int i = 0; i < changes; i++)
        {
            // The headers, of which each file has two, are 512 bytes each.
            int at = Math.Min(tar.Length - 20, (draws.Below(tar.Length / 512) * 512) + draws.Of(0, 100, 124, 148, 156, 257, 345, draws.Below(512)));
            byte[] some = draws.OneIn(2) ? draws.Bytes(1 + draws.Below(4)) : draws.Of("77777777777\0"u8.ToArray(), "99999999999"u8.ToArray(), [0x80, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], "x"u8.ToArray(), "L"u8.ToArray(), "2"u8.ToArray());
            some.CopyTo(tar, at);
            if (draws.OneIn(2))
                FixChecksum(tar.AsSpan(at / 512 * 512, Math.Min(512, tar.Length - (at / 512 * 512))));
        }

        return new(1, Archive, NpyBytes.Gzip(draws.OneIn(10) ? tar[..draws.Below(tar.Length)] : tar), Outcome.PlausibleOrError, "other headers in the archive");
    }

    public override object Read(string folder)
    {
        string archive = Path.Combine(folder, Archive);
        return Cifar10.Load(File.Exists(archive) ? archive : folder, threads: 1, recordsPerFile: 1);
    }

    public override ulong Check(object read, string folder)
    {
        var (training, test) = ((ImageDataset, ImageDataset))read;
        return CheckDataset(training, example => training.Pixels(example).ToArray()) ^ (3 * CheckDataset(test, example => test.Pixels(example).ToArray()));
    }

    /// <summary>16 MB: room for the records and the buffers, whatever the length of the files.</summary>
    public override long MaxAllocation(long length) => 16 << 20;

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => (name, kind) switch
    {
        (NamesFile, _) or (_, Mutation.Kind.Spliced) => Outcome.PlausibleOrError,
        (Archive, Mutation.Kind.Truncated) => Outcome.Error,
        (Archive, _) => Outcome.SameOrError,
        (_, Mutation.Kind.Truncated or Mutation.Kind.Extended) => Outcome.Error,
        _ => Outcome.PlausibleOrError,
    };

    private static byte[] Unzip(byte[] bytes)
    {
        using var unzipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var tar = new MemoryStream();
        unzipped.CopyTo(tar);
        return tar.ToArray();
    }

    private static void FixChecksum(Span<byte> header)
    {
        if (header.Length < 512)
            return;
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header)
            sum += value;
        for (int digit = 5; digit >= 0; digit--, sum >>= 3)
            header[148 + digit] = (byte)('0' + (sum & 7));
        header[154] = 0;
    }
}
