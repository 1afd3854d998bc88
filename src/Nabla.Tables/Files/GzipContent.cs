using System.Buffers.Binary;
using System.IO.Compression;

namespace Nabla;

/// <summary>What a gzip file holds, from front to back: at most <see cref="BoundedReader.MaxUnpackedBytes"/>, and with the checksum that the file ends with.</summary>
/// <remarks>
/// The checksum is compared here at the end: <see cref="GZipStream"/> takes a file that is cut off before it for a whole one. The file has to be a single
/// gzip member (RFC 1952), as gzip makes them.
/// </remarks>
internal sealed class GzipContent : Stream
{
    private const int TrailerSize = 8;

    private readonly FileStream _file;
    private readonly GZipStream _content;
    private readonly uint _expected;
    private Crc32 _checksum = new();
    private long _position;

    /// <param name="file">The file, which is disposed of with this.</param>
    public GzipContent(FileStream file)
    {
        Span<byte> trailer = stackalloc byte[TrailerSize];
        file.Position = Math.Max(0, file.Length - TrailerSize);
        int read = file.ReadAtLeast(trailer, TrailerSize, throwOnEndOfStream: false);
        _expected = read == TrailerSize ? BinaryPrimitives.ReadUInt32LittleEndian(trailer) : 0;
        file.Position = 0;
        (_file, _content) = (file, new(file, CompressionMode.Decompress));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left, to find out whether all of it was right.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or too large.</exception>
    public void ReadToEnd()
    {
        byte[] buffer = new byte[1 << 14];
        while (Read(buffer) > 0)
        {
        }
    }

    /// <exception cref="InvalidDataException">The content is damaged, or too large.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && _checksum.Value != _expected)
            throw new InvalidDataException("the content does not match the checksum of the gzip file");
        _checksum.Add(buffer[..read]);
        _position += read;
        return _position <= BoundedReader.MaxUnpackedBytes ? read : throw new InvalidDataException($"the gzip file unpacks to more than {BoundedReader.MaxUnpackedBytes} bytes");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
