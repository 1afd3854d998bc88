namespace Nabla;

/// <summary>The length and time of a file, which are known without reading it. A missing file has the default stamp.</summary>
internal readonly record struct FileStamp(long Length, long Ticks)
{
    /// <summary>Returns the stamp of the file at a path, after following links; null if it cannot be determined now.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            using var file = Open(path);
            return Of(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return default(FileStamp);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static FileStamp Of(FileStream file) => new(file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle).Ticks);

    /// <summary>Opens a file for reading without preventing others from replacing it.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
