using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>The order of sums, as Reduction writes it down.</summary>
public sealed unsafe class ReductionTests
{
    [Fact]
    public void A_row_sum_is_eight_partial_sums_and_a_tree()
    {
        foreach (int count in new[] { 1, 2, 7, 8, 9, 10, 15, 16, 17, 31, 100, 1023 })
        {
            float[] values = Some.Normal(count, new RandomKey(1, (ulong)count));
            float[] s = new float[8];
            for (int i = 0; i < count; i++)
                s[i % 8] += values[i];
            float expected = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
            fixed (float* v = values)
            {
                foreach (float sum in new[] { Reduction.RowSum<Lanes1>(v, count), Reduction.RowSum<Lanes4>(v, count), Reduction.RowSum<Lanes8>(v, count), Reduction.RowSum<Lanes16>(v, count) })
                    Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(sum));
            }
        }
    }

    [Fact]
    public void Column_sums_add_row_after_row_to_what_was_there()
    {
        foreach (var (rows, columns) in new[] { (1, 1), (3, 10), (128, 128), (50, 37), (300, 200), (7, 1000) })
        {
            float[] values = Some.Normal(rows * columns, new RandomKey(2)), start = Some.Normal(columns, new RandomKey(3));
            float[] expected = [.. start];
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                    expected[column] += values[(row * columns) + column];
            }

            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] sums = [.. start];
                Reduction.AddColumnSums(processor, new MatrixView(values, rows, columns), sums);
                Assert.Null(Bits.Difference(expected, sums));
            }
        }
    }
}
