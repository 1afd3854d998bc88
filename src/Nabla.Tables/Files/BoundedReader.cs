namespace Nabla;

/// <summary>The bytes of a file, of a gzip file's content or of an archive's entry, from front to back, with a bound on how many there can be.</summary>
/// <remarks>
/// A length that a file states is not to be trusted. A reader first asks <see cref="RequireLength"/>, which compares it with what can be there, and
/// then allocates. Of compressed bytes, deflate makes at most 1032 each (a match of 258 bytes takes at least 2 bits), and of one stream
/// <see cref="MaxUnpackedBytes"/> at most are read.
/// </remarks>
internal sealed class BoundedReader : IDisposable
{
    /// <summary>The most bytes that one compressed stream may unpack to: 2 GiB.</summary>
    public const long MaxUnpackedBytes = 1L << 31;

    /// <summary>The most bytes that deflate makes of one.</summary>
    public const int MaxDeflateRatio = 1032;

    private readonly Stream _stream;
    private readonly uint? _expectedChecksum;
    private Crc32 _checksum = new();
    private long _left;

    private BoundedReader(string where, Stream stream, long left, bool isCompressed, uint? checksum = null) =>
        (Where, _stream, _left, IsCompressed, _expectedChecksum) = (where, stream, left, isCompressed, checksum);

    /// <summary>Gets the file and the part of it, for errors.</summary>
    public string Where { get; }

    /// <summary>Gets whether the bytes are unpacked while they are read, so that their number is only known at the end.</summary>
    public bool IsCompressed { get; }

    /// <summary>Gets how many bytes have been read.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file: plain, or gzip, which its first two bytes tell.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it cannot be read.</exception>
    public static BoundedReader OpenFile(string path)
    {
        var file = DataFile.Open(path);
        if (!DataFile.IsGzip(file))
            return new(path, file, file.Length, isCompressed: false);
        long most = Math.Min(file.Length * MaxDeflateRatio, MaxUnpackedBytes);
        return new(path, new GzipContent(file), most, isCompressed: true);
    }

    /// <summary>Reads a stream of a known length, such as an archive's entry that is stored as it is.</summary>
    /// <param name="where">The file and the part of it.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="checksum">Their CRC-32.</param>
    public static BoundedReader Stored(string where, Stream stream, long length, uint checksum) => new(where, stream, length, isCompressed: false, checksum: checksum);

    /// <summary>Reads a stream that unpacks deflated bytes.</summary>
    /// <param name="where">The file and the part of it.</param>
    /// <param name="stream">The unpacked bytes.</param>
    /// <param name="packedLength">How many bytes they are unpacked from.</param>
    /// <param name="checksum">The CRC-32 of the unpacked bytes, or null if there is none.</param>
    public static BoundedReader Deflated(string where, Stream stream, long packedLength, uint? checksum) =>
        new(where, stream, Math.Min(packedLength * MaxDeflateRatio, MaxUnpackedBytes), isCompressed: true, checksum: checksum);

    /// <summary>Checks that exactly so many bytes are left: before they are allocated.</summary>
    /// <param name="expected">How many there must be.</param>
    /// <param name="what">What they are, after "expected 12, ".</param>
    /// <exception cref="InvalidDataException">There are fewer or more, or there cannot be as many.</exception>
    public void RequireLength(Int128 expected, string what)
    {
        if (IsCompressed && expected > MaxUnpackedBytes)
        {
            throw new InvalidDataException(
                $"{Where}: declares {expected} bytes, {what}; compressed data may unpack to {MaxUnpackedBytes} bytes at most. Save larger data uncompressed.");
        }

        if (IsCompressed && expected > _left)
            throw new InvalidDataException($"{Where}: declares {expected} bytes, {what}; so few compressed bytes unpack to {_left} at most. The file is truncated or damaged: get it again.");
        if (!IsCompressed && expected != _left)
            throw new InvalidDataException($"{Where}: got {_left} bytes of data; expected {expected}, {what}. The file is {(_left < expected ? "truncated" : "too large")}: get it again.");
    }

    /// <summary>Reads as many bytes as the target holds.</summary>
    /// <param name="target">Receives them.</param>
    /// <param name="what">What they are, for errors: "the header".</param>
    /// <exception cref="InvalidDataException">There are fewer, or they are damaged.</exception>
    public void Read(Span<byte> target, string what)
    {
        int filled = Fill(target, out var error);
        if (filled < target.Length)
            throw new InvalidDataException($"{Where}: ends or is damaged within {what}, after {Position} bytes. Get the file again.", error);
    }

    /// <summary>Checks that nothing follows, and that the checksum, if there is one, is that of what was read.</summary>
    /// <exception cref="InvalidDataException">Something follows, or the bytes are damaged.</exception>
    public void RequireEnd()
    {
        long end = Position;
        int more = Fill(stackalloc byte[1], out var error);
        if (more > 0)
            throw new InvalidDataException($"{Where}: continues after the expected {end} bytes. The file is damaged: get it again.");
        if (error is not null || (_expectedChecksum is { } expected && expected != _checksum.Value))
            throw new InvalidDataException($"{Where}: the data do not match the checksum in the file. The file is damaged: get it again.", error);
    }

    public void Dispose() => _stream.Dispose();

    private int Fill(Span<byte> target, out Exception? error)
    {
        error = null;
        int filled = 0;
        try
        {
            for (int read = -1; filled < target.Length && read != 0; filled += read)
                read = _stream.Read(target[filled..]);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            error = damaged;
        }

        if (_expectedChecksum is not null)
            _checksum.Add(target[..filled]);
        Position += filled;
        _left -= filled;
        return filled;
    }
}
