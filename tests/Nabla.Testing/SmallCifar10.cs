using System.Formats.Tar;
using System.IO.Compression;
using Nabla.Networks;

namespace Nabla.Testing;

/// <summary>Files in the layout of CIFAR-10 with few records and random content.</summary>
public static class SmallCifar10
{
    public const int Records = 20;

    public static readonly string[] Files =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    /// <summary>The bytes of file number <paramref name="file"/>.</summary>
    public static byte[] Bytes(int file)
    {
        var key = new RandomKey(10).Fold((ulong)file);
        byte[] bytes = [.. Enumerable.Range(0, Records * 3073).Select(i => (byte)key.Bits((ulong)i))];
        for (int record = 0; record < Records; record++)
            bytes[record * 3073] = (byte)((file + record) % 10);
        return bytes;
    }

    public static Dictionary<string, byte[]> All() => Enumerable.Range(0, Files.Length).ToDictionary(file => Files[file], Bytes, StringComparer.Ordinal);

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in All())
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    /// <summary>A .tar.gz of the files in their folder.</summary>
    public static byte[] Archive(Dictionary<string, byte[]>? files = null) =>
        Archive([.. (files ?? All()).Select(file => Entry($"cifar-10-batches-bin/{file.Key}", file.Value))]);

    /// <summary>A .tar.gz of any entries.</summary>
    public static byte[] Archive(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zipped))
        {
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        }

        return bytes.ToArray();
    }

    public static TarEntry Entry(string name, byte[] bytes) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };
}
