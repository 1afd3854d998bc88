namespace Nabla;

/// <summary>What can be known of a file without reading it. A file that is not there has the default stamp.</summary>
internal readonly record struct FileStamp(long Length, long Ticks)
{
    /// <summary>The stamp of the file that a path leads to, through whatever links; null if that cannot be found out now.</summary>
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

    /// <summary>Opens a file for reading and keeps nobody from replacing it.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
