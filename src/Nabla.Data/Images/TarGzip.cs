using System.Formats.Tar;
using System.IO.Compression;
using Nabla.Networks;

namespace Nabla;

/// <summary>The entries of a .tar.gz, one after the other, without unpacking it to disk.</summary>
internal sealed class TarGzip : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly GZipStream _unzipped;
    private readonly TarReader _reader;

    /// <summary>Opens an archive.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="expected">What to say after "is not a .tar.gz archive; ".</param>
    /// <exception cref="InvalidDataException">It does not begin as gzip files do.</exception>
    public TarGzip(string path, string expected)
    {
        _path = path;
        _file = File.OpenRead(path);

        // RFC 1952, section 2.3.1: the two bytes that every gzip file begins with.
        Span<byte> magic = stackalloc byte[2];
        if (_file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) < 2 || magic is not [0x1f, 0x8b])
        {
            _file.Dispose();
            throw new InvalidDataException($"{path}: is not a .tar.gz archive; {expected}");
        }

        _file.Position = 0;
        _unzipped = new GZipStream(_file, CompressionMode.Decompress);
        _reader = new TarReader(_unzipped);
    }

    /// <summary>The next entry; null after the last. Its data can be read until the next call.</summary>
    /// <exception cref="InvalidDataException">The archive is truncated or damaged.</exception>
    public TarEntry? Next()
    {
        try
        {
            return _reader.GetNextEntry();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{_path}: is a gzip file, but what it holds is not a whole tar archive; it is truncated or damaged. Get it again.", error);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _unzipped.Dispose();
        _file.Dispose();
    }
}
