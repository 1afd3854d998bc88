using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class CombineTests
{
    [Fact]
    public void Every_width_stride_and_number_of_threads_gives_the_bits_of_one_operation_an_element()
    {
        foreach (var (rows, columns) in new[] { (1, 1), (3, 17), (40, 70), (300, 130), (2, 40_000) })
        {
            float[] a = Some.Normal(rows * columns, new RandomKey(1)), b = Some.Normal(rows * columns, new RandomKey(2));
            float[] sum = [.. a.Zip(b, (x, y) => x + y)], product = [.. a.Zip(b, (x, y) => x * y)];
            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 3, width);
                float[] y = new float[rows * (columns + 3)];
                Array.Fill(y, 99);
                var target = new MatrixView(y, rows, columns, columns + 3);
                Combine.Add(processor, new MatrixView(a, rows, columns), new MatrixView(b, rows, columns), target);
                Assert.Null(Bits.Difference(sum, Bits.Dense(target)));
                Combine.Multiply(processor, new MatrixView(a, rows, columns), new MatrixView(b, rows, columns), target);
                Assert.Null(Bits.Difference(product, Bits.Dense(target)));
                Assert.All(y.Where((_, i) => i % (columns + 3) >= columns), gap => Assert.Equal(99, gap));
            }
        }
    }

    [Fact]
    public void The_result_may_take_an_operands_place()
    {
        using var processor = new Processor(threads: 2);
        float[] a = Some.Normal(50, new RandomKey(3)), b = Some.Normal(50, new RandomKey(4)), expected = [.. a.Zip(b, (x, y) => x + y)];
        Combine.Add(processor, new MatrixView(a, 5, 10), new MatrixView(b, 5, 10), new(a, 5, 10));
        Assert.Null(Bits.Difference(expected, a));
    }
}
