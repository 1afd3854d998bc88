namespace Nabla.Studies;

/// <summary>An archive (.tar.gz) on the network, with the means to verify it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Md5">The MD5 digest of its bytes, in 32 hexadecimal digits.</param>
/// <param name="Folder">The folder inside the archive that contains everything.</param>
/// <param name="UnpackedLimit">The maximum number of bytes to extract.</param>
public sealed record ArchiveSource(Uri Address, long Size, string Md5, string Folder, long UnpackedLimit);
