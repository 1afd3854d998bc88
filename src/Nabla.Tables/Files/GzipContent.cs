using System.Buffers.Binary;
using System.IO.Compression;

namespace Nabla;

/// <summary>The contents of a gzip file: at most <see cref="BoundedReader.MaxUnpackedBytes"/>, verified against the checksum at the end of the file.</summary>
/// <remarks>
/// The checksum is verified here: <see cref="GZipStream"/> accepts a file that is truncated before it. The file must be a single
/// gzip member (RFC 1952), as gzip creates.
/// </remarks>
internal sealed class GzipContent : Stream
{
    private const int TrailerSize = 8;

    private readonly FileStream _file;
    private readonly GZipStream _content;
    private readonly uint _expected;
    private Crc32 _checksum = new();
    private long _position;

    /// <param name="file">The file, which is disposed with this stream.</param>
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

    /// <summary>Reads the remaining contents, to verify all of it.</summary>
    /// <exception cref="InvalidDataException">The contents are damaged, or too large.</exception>
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
