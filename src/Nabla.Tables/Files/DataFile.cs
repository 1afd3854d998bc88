namespace Nabla;

/// <summary>Opens data files with uniform error messages.</summary>
internal static class DataFile
{
    private const int BufferSize = 1 << 14;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it cannot be read.</exception>
    public static FileStream Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException(
                Directory.Exists(path) ? $"{path}: is a folder; expected a file. Name the file in it." : $"{path}: there is no such file. Check the path, or get the file.");
        }

        FileStream? file = null;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
            return file.CanSeek && file.Length >= 0 ? file : throw new IOException("it has no length");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new InvalidDataException($"{path}: cannot be read ({error.Message}). Check that it is a file that you may read.", error);
        }
    }

    /// <summary>Reads a whole small file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxLength">The maximum number of bytes.</param>
    /// <param name="what">The description of the file, after "larger than ".</param>
    /// <exception cref="InvalidDataException">The file is missing, cannot be read, or is larger.</exception>
    public static byte[] ReadAll(string path, int maxLength, string what)
    {
        using var file = Open(path);
        if (file.Length > maxLength)
            throw new InvalidDataException($"{path}: got {file.Length} bytes; expected at most {maxLength} for {what}. Check that it is the right file.");
        byte[] bytes = new byte[file.Length];
        int filled = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return filled == bytes.Length ? bytes : throw new InvalidDataException($"{path}: became shorter while it was read. Try again.");
    }

    /// <summary>Returns whether a file begins with the signature of gzip (RFC 1952, section 2.3.1); its position is then at the start again.</summary>
    public static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        return isGzip;
    }
}
