using System.Security.Cryptography;

namespace Nabla;

/// <summary>The last entry of a file written by this library: a digest of every byte before it. A graph has no checksum of its own, and a changed weight would make every prediction silently wrong.</summary>
internal static class FileDigest
{
    private const string Key = "nabla.digest";
    private const int MetadataField = 14;

    private static readonly int Length = EntryOf([]).Length;

    /// <summary>Returns the file with its digest.</summary>
    public static byte[] Append(byte[] file) => [.. file, .. EntryOf(file)];

    /// <summary>Returns whether a file ends with the digest of the bytes before it.</summary>
    public static bool Matches(ReadOnlySpan<byte> file) => file.Length >= Length && file[^Length..].SequenceEqual(EntryOf(file[..^Length]));

    private static byte[] EntryOf(ReadOnlySpan<byte> file)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(file));
        var writer = new ProtobufWriter();
        writer.Message(MetadataField, message => OnnxFile.WriteEntry(message, new(Key, digest)));
        return writer.ToArray();
    }
}
