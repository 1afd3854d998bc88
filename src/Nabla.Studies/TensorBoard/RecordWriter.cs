using System.Buffers.Binary;
using System.Numerics;

namespace Nabla.Studies;

/// <summary>Writes records in the format of TensorFlow's record files.</summary>
/// <remarks>
/// <code>
/// 8 bytes    length of the data, little-endian
/// 4 bytes    masked CRC-32C of these 8 bytes
/// data
/// 4 bytes    masked CRC-32C of the data
/// </code>
/// The mask rotates the checksum by 15 bits to the right and adds a constant, so that checksums of data that contain checksums remain effective.
/// https://www.tensorflow.org/tutorials/load_data/tfrecord
/// </remarks>
internal static class RecordWriter
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Appends a record.</summary>
    public static void Append(Stream file, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(long)], sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        file.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Mask(Crc32C(length)));
        file.Write(sum);
        file.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Mask(Crc32C(data)));
        file.Write(sum);
    }

    /// <summary>Computes the cyclic redundancy check with Castagnoli's polynomial.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint sum = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte value in data)
            sum = BitOperations.Crc32C(sum, value);
        return ~sum;
    }

    private static uint Mask(uint sum) => unchecked(BitOperations.RotateRight(sum, 15) + MaskDelta);
}
