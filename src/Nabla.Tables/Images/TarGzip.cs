using System.Text;
using Nabla.Networks;

namespace Nabla;

/// <summary>Reads the files in a .tar.gz one after another, without extracting them to disk.</summary>
/// <remarks>
/// Headers of 512 bytes, in the ustar format and its predecessors; extensions (pax, long names) are skipped. <see cref="System.Formats.Tar.TarReader"/> would
/// allocate as much memory for an extension as its header states: a gigabyte because of one damaged bit.
/// </remarks>
internal sealed class TarGzip : IDisposable
{
    private const int BlockSize = 512;
    private const int NameSize = 100, SizeAt = 124, SizeSize = 12, ChecksumAt = 148, ChecksumSize = 8, TypeAt = 156;

    private readonly string _path;
    private readonly GzipContent _unzipped;
    private readonly byte[] _block = new byte[BlockSize];
    private long _next;

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The path of the archive.</param>
    /// <param name="expected">The end of the message after "is not a .tar.gz archive; ".</param>
    /// <exception cref="InvalidDataException">The file does not begin with the signature of gzip.</exception>
    public TarGzip(string path, string expected)
    {
        _path = path;
        var file = File.OpenRead(path);
        if (!DataFile.IsGzip(file))
        {
            file.Dispose();
            throw new InvalidDataException($"{path}: is not a .tar.gz archive; {expected}");
        }

        _unzipped = new(file);
    }

    /// <summary>Gets the bytes of the archive, positioned at those of the current file.</summary>
    public Stream Content => _unzipped;

    /// <summary>Advances to the next file, whose bytes can be read until the next call; returns null after the last, when the checksum of the archive has been verified.</summary>
    /// <returns>The file's name and length.</returns>
    /// <exception cref="InvalidDataException">The archive is truncated or damaged.</exception>
    public (string Name, long Length)? Next()
    {
        try
        {
            while (true)
            {
                SkipTo(_next);
                _unzipped.ReadExactly(_block);
                if (_block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
                {
                    _unzipped.ReadToEnd();
                    return null;
                }

                if (Octal(ChecksumAt, ChecksumSize) != Checksum())
                    throw new InvalidDataException("a header does not have the checksum that it states");
                long length = Octal(SizeAt, SizeSize);
                _next = _unzipped.Position + ((length + BlockSize - 1) / BlockSize * BlockSize);
                if (_block[TypeAt] is 0 or (byte)'0')
                    return (Encoding.Latin1.GetString(_block.AsSpan(0, NameSize)).TrimEnd('\0'), length);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{_path}: is a gzip file, but what it holds is not a whole tar archive; it is truncated or damaged. Get it again.", error);
        }
    }

    public void Dispose() => _unzipped.Dispose();

    private void SkipTo(long position)
    {
        byte[] buffer = new byte[1 << 14];
        while (_unzipped.Position < position)
            _unzipped.ReadExactly(buffer, 0, (int)Math.Min(buffer.Length, position - _unzipped.Position));
    }

    private long Octal(int at, int size)
    {
        string digits = Encoding.Latin1.GetString(_block.AsSpan(at, size)).Trim(' ', '\0');
        long number = 0;
        foreach (char digit in digits)
            number = digit is >= '0' and <= '7' ? (number * 8) + digit - '0' : throw new InvalidDataException("a number in a header is not octal");
        return number;
    }

    /// <summary>Returns the sum of the header's bytes, with spaces in place of the checksum itself.</summary>
    private long Checksum()
    {
        long sum = 0;
        for (int i = 0; i < BlockSize; i++)
            sum += i is >= ChecksumAt and < ChecksumAt + ChecksumSize ? ' ' : _block[i];
        return sum;
    }
}
