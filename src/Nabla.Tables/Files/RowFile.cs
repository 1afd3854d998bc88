using Microsoft.Win32.SafeHandles;

namespace Nabla;

/// <summary>Rows of equal size in a file that remains on disk. Any number of threads may read at the same time.</summary>
/// <remarks>
/// Reads by position instead of memory-mapping: mapped pages count as the process's memory, and truncating a mapped file ends the process
/// with a signal instead of an exception. The file cache of the operating system serves both equally.
/// </remarks>
internal sealed class RowFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly long _start;
    private readonly long _rowSize;

    /// <summary>Opens a file whose header has been read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">The position of the first row.</param>
    /// <param name="rowSize">The number of bytes of a row.</param>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public RowFile(string path, long start, long rowSize)
    {
        (Path, _start, _rowSize) = (path, start, rowSize);
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read ({error.Message}). Check that it is a file that you may read.", error);
        }
    }

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Reads a part of a row.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <param name="offset">The byte offset in the row.</param>
    /// <param name="target">Receives as many bytes as it has room for.</param>
    /// <exception cref="InvalidDataException">The file has become shorter, or can no longer be read.</exception>
    public void Read(int row, long offset, Span<byte> target)
    {
        long position = _start + (row * _rowSize) + offset;
        try
        {
            while (!target.IsEmpty)
            {
                int read = RandomAccess.Read(_handle, target, position);
                if (read == 0)
                    throw new InvalidDataException($"{Path}: ends within example {row}, although it was longer when it was opened. Do not change the file while it is in use.");
                target = target[read..];
                position += read;
            }
        }
        catch (IOException error)
        {
            throw new InvalidDataException($"{Path}: example {row} cannot be read ({error.Message}).", error);
        }
    }

    public void Dispose() => _handle.Dispose();
}
