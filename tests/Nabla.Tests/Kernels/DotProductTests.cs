using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class DotProductTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(8192)]
    [InlineData(100_001)]
    [InlineData(2_500_003)]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_written_order(int count)
    {
        float[] a = Some.Normal(count, new RandomKey(1)), b = Some.Normal(count, new RandomKey(2));
        double expected = 0;
        int length = DotProduct.PartLength(count);
        for (int first = 0; first < count; first += length)
        {
            double[] s = new double[16];
            for (int i = first; i < Math.Min(count, first + length); i++)
                s[i % 16] += (double)a[i] * b[i];
            expected += (((s[0] + s[8]) + (s[4] + s[12])) + ((s[2] + s[10]) + (s[6] + s[14])))
                + (((s[1] + s[9]) + (s[5] + s[13])) + ((s[3] + s[11]) + (s[7] + s[15])));
        }

        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                using var processor = new Processor(threads, width);
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(DotProduct.Run(processor, a, b)));
            }
        }
    }

    [Theory]
    [InlineData(0, 8192)]
    [InlineData(2_097_152, 8192)]
    [InlineData(2_097_153, 8208)]
    [InlineData(int.MaxValue, 8_388_608)]
    public void Parts_are_at_most_256(int count, int expected) => Assert.Equal(expected, DotProduct.PartLength(count));
}
