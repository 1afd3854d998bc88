using Nabla.Networks;

namespace Nabla;

/// <summary>Reads records of one byte for the label followed by the features, one byte each, into two arrays.</summary>
/// <param name="featureCount">The number of bytes after the label.</param>
/// <param name="capacity">The number of records.</param>
/// <param name="labelCount">The number of bytes before the features, the last of which is the label. Default 1.</param>
internal sealed class LabelledRecords(int featureCount, int capacity, int labelCount = 1)
{
    public byte[] Features { get; } = GC.AllocateUninitializedArray<byte>(checked(featureCount * capacity));

    public int[] Labels { get; } = new int[capacity];

    /// <summary>Reads a file with all the records, whose length is checked before memory is allocated for them.</summary>
    public static LabelledRecords ReadAll(string where, FileStream file, int featureCount, int labelCount, int count, int classes)
    {
        RequireLength(where, file.Length, count, labelCount + featureCount);
        var records = new LabelledRecords(featureCount, count, labelCount);
        records.Read(where, file, file.Length, 0, count, classes);
        return records;
    }

    /// <summary>Reads one file of records.</summary>
    /// <param name="where">The file, for errors.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="first">The index of its first record.</param>
    /// <param name="count">The number of records that it must have.</param>
    /// <param name="classes">The exclusive upper bound of labels.</param>
    public void Read(string where, Stream stream, long length, int first, int count, int classes)
    {
        RequireLength(where, length, count, labelCount + featureCount);

        // Several records per read, but no more than fit in the second-level cache until they are processed.
        const int RecordsPerRead = 64;
        byte[] records = new byte[RecordsPerRead * (labelCount + featureCount)];
        for (int i = 0; i < count; i += RecordsPerRead)
        {
            var wanted = records.AsSpan(0, Math.Min(RecordsPerRead, count - i) * (labelCount + featureCount));
            int filled = Fill(stream, wanted, out var error);
            if (filled < wanted.Length)
            {
                int record = i + (filled / (labelCount + featureCount));
                throw new InvalidDataException($"{where}: cannot be read beyond record {record} of {count}. The file is truncated or damaged: get it again.", error);
            }

            for (int record = i; !wanted.IsEmpty; record++)
            {
                byte label = wanted[labelCount - 1];
                if (label >= classes)
                    throw new InvalidDataException($"{where}: the label of record {record} is {label}; expected 0 to {classes - 1}. The file is damaged: get it again.");
                Labels[first + record] = label;
                wanted.Slice(labelCount, featureCount).CopyTo(Features.AsSpan((first + record) * featureCount));
                wanted = wanted[(labelCount + featureCount)..];
            }
        }
    }

    private static void RequireLength(string where, long length, int count, int size)
    {
        long expected = (long)count * size;
        if (length != expected)
        {
            throw new InvalidDataException(
                $"{where}: got {length} bytes; expected {expected}, {count} records of {size}. "
                + $"The file is {(length < expected ? "truncated" : "too large")}: get it again.");
        }
    }

    /// <summary>Reads until the target is full, the stream ends, or an archive is found to be damaged; returns the number of bytes read.</summary>
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
