using System.Text;

namespace Nabla.Studies.Tests.TensorBoard;

public sealed class RecordWriterTests
{
    /// <summary>The examples of RFC 3720, B.4, and the usual one.</summary>
    [Fact]
    public void Sums_are_those_that_are_published()
    {
        Assert.Equal(0xE3069283u, RecordWriter.Crc32C(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AAu, RecordWriter.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, RecordWriter.Crc32C([.. Enumerable.Repeat((byte)255, 32)]));
        Assert.Equal(0x46DD794Eu, RecordWriter.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0u, RecordWriter.Crc32C([]));
    }

    [Fact]
    public void A_record_is_length_sum_data_and_sum()
    {
        using var file = new MemoryStream();
        RecordWriter.Append(file, "abc"u8);
        byte[] bytes = file.ToArray();
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0], bytes[..8]);
        Assert.Equal("abc"u8.ToArray(), bytes[12..15]);
        Assert.Equal(Masked(bytes.AsSpan(0, 8)), BitConverter.ToUInt32(bytes, 8));
        Assert.Equal(Masked("abc"u8), BitConverter.ToUInt32(bytes, 15));
        Assert.Equal(19, bytes.Length);

        static uint Masked(ReadOnlySpan<byte> data)
        {
            ulong sum = RecordWriter.Crc32C(data);
            return (uint)(((sum >> 15) | (sum << 17)) + 0xa282ead8);
        }
    }

    [Fact]
    public void A_message_has_keys_and_values()
    {
        var inner = new Message().With(1, "a");
        byte[] bytes = new Message().With(2, 300L).With(3, 1f).With(1, -2.0).With(16, inner).With(6, [1.0]).Written.ToArray();
        Assert.Equal("10AC02" + "1D0000803F" + "0900000000000000C0" + "8201030A0161" + "3208000000000000F03F", Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_histogram_counts_every_finite_number_once()
    {
        float[] values = [-1, 0, 0.5f, 3, float.NaN, float.PositiveInfinity, 3];
        var histogram = Histogram.Of(values)!;
        Assert.Equal((-1.0, 3.0, 5L, 5.5, 19.25), (histogram.Minimum, histogram.Maximum, histogram.Count, histogram.Sum, histogram.SumOfSquares));
        Assert.Equal(64, histogram.Counts.Count);
        Assert.Equal((1.0, 1.0, 1.0, 2.0), (histogram.Counts[0], histogram.Counts[16], histogram.Counts[24], histogram.Counts[63]));
        Assert.Equal(5, histogram.Counts.Sum());
        Assert.Equal((-0.9375, 3.0), (histogram.Limits[0], histogram.Limits[63]));
        Assert.Equal([7.0], Histogram.Of([7, 7])!.Limits);
        Assert.Null(Histogram.Of([float.NaN]));
    }
}
