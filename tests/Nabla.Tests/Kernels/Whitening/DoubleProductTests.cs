using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>Each element is one chain of rounded products and rounded sums, at every width and number of threads.</summary>
public sealed class DoubleProductTests
{
    private static readonly RandomKey Key = new(32);

    [Fact]
    public void Every_width_and_number_of_threads_gives_the_chain_of_the_definition()
    {
        foreach (var (rows, depth, columns) in Some.Shapes().Append((130, 70, 90)))
        {
            double[] a = Numbers(rows * depth, 1), b = Numbers(depth * columns, 2), start = Numbers(rows * columns, 3);
            double[] transposed = new double[a.Length], product = new double[start.Length], sum = [.. start];
            for (int r = 0; r < rows; r++)
            {
                for (int k = 0; k < depth; k++)
                {
                    transposed[(k * rows) + r] = a[(r * depth) + k];
                    for (int j = 0; j < columns; j++)
                    {
                        product[(r * columns) + j] += a[(r * depth) + k] * b[(k * columns) + j];
                        sum[(r * columns) + j] += a[(r * depth) + k] * b[(k * columns) + j];
                    }
                }
            }

            foreach (var width in Widths.All)
            {
                foreach (int threads in new[] { 1, 3 })
                {
                    using var processor = new Processor(threads, width);
                    double[] straight = [.. start], fromTransposed = [.. start], added = [.. start];
                    DoubleProduct.Multiply(processor, a, b, straight, rows, depth, columns);
                    DoubleProduct.MultiplyTransposed(processor, transposed, b, fromTransposed, rows, depth, columns);
                    DoubleProduct.AddMultiply(processor, a, b, added, rows, depth, columns);
                    Assert.Equal(product, straight);
                    Assert.Equal(product, fromTransposed);
                    Assert.Equal(sum, added);
                }
            }
        }
    }

    private static double[] Numbers(int count, ulong stream) => [.. Some.Normal(count, Key.Fold(stream)).Select(value => Math.Sqrt(Math.Abs(value)) * Math.Sign(value))];
}
