namespace Nabla.Data;

/// <summary>Records of one byte for the label and then the features, a byte each, taken apart into two arrays.</summary>
/// <param name="featureCount">Bytes after the label.</param>
/// <param name="capacity">Records there will be.</param>
internal sealed class LabelledRecords(int featureCount, int capacity)
{
    public byte[] Features { get; } = new byte[checked(featureCount * capacity)];

    public int[] Labels { get; } = new int[capacity];

    /// <summary>Reads one file of records.</summary>
    /// <param name="where">The file, for errors.</param>
    /// <param name="stream">Its bytes.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="first">The place of its first record.</param>
    /// <param name="count">How many records it must have.</param>
    /// <param name="classes">Labels must be below this.</param>
    public void Read(string where, Stream stream, long length, int first, int count, int classes)
    {
        long expected = (long)count * (1 + featureCount);
        if (length != expected)
        {
            throw new DataFormatException(
                $"{where}: got {length} bytes; expected {expected}, {count} records of {1 + featureCount}. "
                + $"The file is {(length < expected ? "truncated" : "too large")}: get it again.");
        }

        byte[] record = new byte[1 + featureCount];
        for (int i = 0; i < count; i++)
        {
            try
            {
                stream.ReadExactly(record);
            }
            catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
            {
                throw new DataFormatException($"{where}: cannot be read beyond record {i} of {count}. The file is truncated or damaged: get it again.", error);
            }

            if (record[0] >= classes)
                throw new DataFormatException($"{where}: the label of record {i} is {record[0]}; expected 0 to {classes - 1}. The file is damaged: get it again.");
            Labels[first + i] = record[0];
            record.AsSpan(1).CopyTo(Features.AsSpan((first + i) * featureCount));
        }
    }
}
