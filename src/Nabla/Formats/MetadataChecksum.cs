using System.Security.Cryptography;
using System.Text;

namespace Nabla.Networks;

/// <summary>Computes a checksum of a file's metadata: a damaged mean or category would make every prediction silently wrong.</summary>
internal static class MetadataChecksum
{
    /// <summary>Returns the SHA-256 of the entries in ordinal order of their keys, each key and value followed by a NUL, as lower-case hexadecimal digits.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="except">The key of the checksum itself.</param>
    public static string Of(IReadOnlyDictionary<string, string> metadata, string except)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string key in metadata.Keys.Where(key => key != except).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}\0{metadata[key]}\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
