using System.Formats.Tar;
using System.IO.Compression;

namespace Nabla.Studies;

/// <summary>Extracts a .tar.gz file, and validates everything in it.</summary>
/// <remarks>
/// Only plain files and folders within the expected folder are allowed; names are checked part by part before anything is written,
/// no file is written twice, and links are errors. Owners, modes and times in the archive are ignored.
/// </remarks>
internal static class ArchiveUnpacking
{
    /// <summary>Extracts the contents of the archive's folder to another, new folder.</summary>
    /// <exception cref="DownloadException">The archive is damaged, or contains something that is not allowed, or too much.</exception>
    public static async Task UnpackAsync(Stream archive, ArchiveSource source, string directory, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        try
        {
            await using var unzipped = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
            await using var reader = new TarReader(unzipped);
            long bytes = 0;
            while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                    continue;
                string[] parts = SafeParts(source, entry);
                bytes += entry.Length;
                if (bytes > source.UnpackedLimit)
                    throw new DownloadException($"{source.Address}: the archive unpacks to more than {source.UnpackedLimit} bytes; nothing was unpacked.");

                string path = Path.Combine([directory, .. parts]);
                if (entry.EntryType is TarEntryType.Directory)
                {
                    Directory.CreateDirectory(path);
                    continue;
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (Path.Exists(path))
                    throw Unsafe(source, entry, "is there twice");
                await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                if (entry.DataStream is { } data)
                    await data.CopyToAsync(file, cancellation);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DownloadException($"{source.Address}: is not a complete .tar.gz archive; it is truncated or damaged. Try again.", error);
        }
    }

    /// <summary>Returns the parts of an entry's name below the expected folder: none for the folder itself.</summary>
    private static string[] SafeParts(ArchiveSource source, TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            throw Unsafe(source, entry, "is a link");
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory))
            throw Unsafe(source, entry, "is neither a file nor a folder");

        // A backslash is a separator and a colon denotes a drive or a stream on Windows: both are rejected on every system, so that all extract the same.
        if (entry.Name.StartsWith('/') || entry.Name.AsSpan().ContainsAny('\\', ':', '\0'))
            throw Unsafe(source, entry, "is not a relative path");
        string[] parts = [.. entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part is ".")];
        if (parts.Any(part => part is "." or ".."))
            throw Unsafe(source, entry, "leaves its folder");
        if (parts.Length == 0 && entry.EntryType is TarEntryType.Directory)
            return parts;
        if (parts.Length == 0 || !string.Equals(parts[0], source.Folder, StringComparison.Ordinal))
            throw Unsafe(source, entry, $"lies outside of {source.Folder}");
        return parts[1..];
    }

    private static DownloadException Unsafe(ArchiveSource source, TarEntry entry, string why) =>
        new($"{source.Address}: the archive's entry \"{entry.Name}\" {why}; nothing was unpacked.");
}
