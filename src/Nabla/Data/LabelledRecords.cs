namespace Nabla.Networks;

/// <summary>Records of one byte for the label and then the features, a byte each, taken apart into two arrays.</summary>
/// <param name="featureCount">Bytes after the label.</param>
/// <param name="capacity">Records there will be.</param>
internal sealed class LabelledRecords(int featureCount, int capacity)
{
    public byte[] Features { get; } = GC.AllocateUninitializedArray<byte>(checked(featureCount * capacity));

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

        // Some records a read, not one; and no more than stay in the second-level cache until they have been taken apart.
        const int RecordsPerRead = 64;
        byte[] records = new byte[RecordsPerRead * (1 + featureCount)];
        for (int i = 0; i < count; i += RecordsPerRead)
        {
            var wanted = records.AsSpan(0, Math.Min(RecordsPerRead, count - i) * (1 + featureCount));
            int filled = Fill(stream, wanted, out var error);
            if (filled < wanted.Length)
            {
                int record = i + (filled / (1 + featureCount));
                throw new DataFormatException($"{where}: cannot be read beyond record {record} of {count}. The file is truncated or damaged: get it again.", error);
            }

            for (int record = i; !wanted.IsEmpty; record++)
            {
                if (wanted[0] >= classes)
                    throw new DataFormatException($"{where}: the label of record {record} is {wanted[0]}; expected 0 to {classes - 1}. The file is damaged: get it again.");
                Labels[first + record] = wanted[0];
                wanted.Slice(1, featureCount).CopyTo(Features.AsSpan((first + record) * featureCount));
                wanted = wanted[(1 + featureCount)..];
            }
        }
    }

    /// <summary>Reads until the target is full, the stream ends, or an archive turns out to be damaged; returns how many bytes came.</summary>
    private static int Fill(Stream stream, Span<byte> target, out InvalidDataException? error)
    {
        error = null;
        int filled = 0;
        try
        {
            for (int read = -1; filled < target.Length && read != 0; filled += read)
                read = stream.Read(target[filled..]);
        }
        catch (InvalidDataException damaged)
        {
            error = damaged;
        }

        return filled;
    }
}
