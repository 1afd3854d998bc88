namespace Nabla.Studies;

/// <summary>An archive (.tar.gz) on the network, and how to know that it is the right one.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Md5">The MD5 digest of its bytes, in 32 hexadecimal digits.</param>
/// <param name="Folder">The folder inside that holds everything.</param>
/// <param name="UnpackedLimit">More bytes than this are not unpacked.</param>
public sealed record ArchiveSource(Uri Address, long Size, string Md5, string Folder, long UnpackedLimit);
