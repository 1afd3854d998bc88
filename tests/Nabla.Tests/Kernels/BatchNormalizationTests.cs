using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>The order of sums, as BatchNormalization writes it down, and how exact it is.</summary>
public sealed class BatchNormalizationTests
{
    private const float Epsilon = 1e-5f;

    [Fact]
    public void Every_width_stride_and_number_of_threads_gives_the_bits_of_the_formula()
    {
        foreach (var (rows, columns) in new[] { (2, 1), (3, 17), (16, 64), (33, 150), (256, 5), (257, 20), (700, 3) })
        {
            float[] x = Some.Normal(rows * columns, new RandomKey(1)), dy = Some.Normal(rows * columns, new RandomKey(2));
            float[] scale = Some.Normal(columns, new RandomKey(3)), shift = Some.Normal(columns, new RandomKey(4));
            float[] expected = Scalar(x, dy, scale, shift, rows, columns);
            foreach (var width in Widths.All)
            {
                foreach (var (threads, gap) in new[] { (1, 0), (2, 3), (3, 16) })
                {
                    using var processor = new Processor(threads, width);
                    Assert.Null(Bits.Difference(expected, Run(processor, x, dy, scale, shift, rows, columns, columns + gap)));
                }
            }
        }
    }

    /// <summary>A mean that dwarfs the deviation: sums of squares would lose all digits, what is left over after a first mean loses none.</summary>
    [Theory]
    [InlineData(1e4f)]
    [InlineData(-1e6f)]
    public void A_huge_mean_costs_the_variance_nothing(float mean)
    {
        const int Rows = 1000;
        float[] x = [.. Some.Normal(Rows, new RandomKey(5)).Select(value => value + mean)];
        var (m, v) = Moments(x);
        var (actual, variance, y) = Normalize(x);

        // The mean is rounded once, to the nearest float; that is the only error that the outputs inherit.
        Assert.Equal((float)m, actual);
        Assert.Equal(1, variance / v, 1e-6);
        Assert.All(x.Zip(y), pair => Assert.Equal((pair.First - m) / Math.Sqrt(v + Epsilon), pair.Second, Math.Abs(mean) * 6e-8 / Math.Sqrt(v)));

        // A negative control: mean of squares less square of mean.
        float squares = x.Aggregate(0f, (sum, value) => sum + (value * value)) / Rows;
        Assert.True(Math.Abs((squares - (actual * actual)) - v) > 0.1);
    }

    [Fact]
    public void Fifty_thousand_rows_are_as_exact_as_fifty()
    {
        foreach (int rows in new[] { 50, 50_000 })
        {
            float[] x = [.. Some.Normal(rows, new RandomKey(6)).Select(value => (3 * value) + 5)];
            var (m, v) = Moments(x);
            var (mean, variance, y) = Normalize(x);
            Assert.Equal(1, mean / m, 1e-6);
            Assert.Equal(1, variance / v, 1e-6);
            Assert.True(CentralDifferences.RelativeError(y, [.. x.Select(value => (value - m) / Math.Sqrt(v + Epsilon))]) < 1e-6);
        }
    }

    [Fact]
    public void A_variance_is_never_negative_and_hides_no_NaN()
    {
        foreach (float value in new[] { 0.1f, 1e-30f, 1e8f, 3.3333333e15f })
        {
            var (_, variance, y) = Normalize([.. Enumerable.Repeat(value, 37)]);
            Assert.InRange(variance, 0, 1e-12 * value * value);
            Assert.All(y, each => Assert.Equal(0, each));
        }

        foreach (float wrong in new[] { float.NaN, float.PositiveInfinity })
            Assert.True(float.IsNaN(Normalize([1, 2, wrong, 4]).Variance));
    }

    [Fact, Trait("Category", "Allocation")]
    public void It_allocates_nothing()
    {
        using var processor = new Processor(threads: 1);
        float[] x = Some.Normal(40 * 70, new RandomKey(7)), row = new float[70], other = new float[70], y = new float[x.Length];
        Assert.Equal(0, Allocations.Of(() =>
        {
            BatchNormalization.Forward(processor, new MatrixView(x, 40, 70), row, row, Epsilon, row, row, other, new(y, 40, 70));
            BatchNormalization.Backward(processor, new MatrixView(x, 40, 70), row, row, other, new MatrixView(x, 40, 70), row, other, new(y, 40, 70));
        }));
    }

    /// <summary>The formulas at the top of the kernel, word by word.</summary>
    private static float[] Scalar(float[] x, float[] dy, float[] scale, float[] shift, int rows, int columns)
    {
        float[] y = new float[x.Length], dx = new float[x.Length], dScale = [.. scale], dShift = [.. shift];
        for (int j = 0; j < columns; j++)
        {
            float near = Sum((n, sum) => sum + x[(n * columns) + j]) / rows;
            float correction = Sum((n, sum) => sum + (x[(n * columns) + j] - near)) / rows, mean = near + correction;
            float squares = Sum((n, sum) => MathF.FusedMultiplyAdd(x[(n * columns) + j] - near, x[(n * columns) + j] - near, sum));
            float inverse = 1 / MathF.Sqrt(MathF.Max(0, (squares / rows) - (correction * correction)) + Epsilon);
            float p = Sum((n, sum) => sum + dy[(n * columns) + j]);
            float q = Sum((n, sum) => MathF.FusedMultiplyAdd(dy[(n * columns) + j], (x[(n * columns) + j] - mean) * inverse, sum));
            dShift[j] += p;
            dScale[j] += q;
            for (int n = 0; n < rows; n++)
            {
                float normalized = (x[(n * columns) + j] - mean) * inverse;
                y[(n * columns) + j] = MathF.FusedMultiplyAdd(scale[j], normalized, shift[j]);
                dx[(n * columns) + j] = scale[j] * inverse * (dy[(n * columns) + j] - MathF.FusedMultiplyAdd(normalized, q / rows, p / rows));
            }
        }

        return [.. y, .. dx, .. dScale, .. dShift];

        float Sum(Func<int, float, float> add)
        {
            float total = 0;
            foreach (int[] block in Enumerable.Range(0, rows).Chunk(256))
                total += block.Aggregate(0f, (sum, n) => add(n, sum));
            return total;
        }
    }

    private static float[] Run(Processor processor, float[] x, float[] dy, float[] scale, float[] shift, int rows, int columns, int stride)
    {
        float[] mean = new float[columns], variance = new float[columns], inverse = new float[columns], dScale = [.. scale], dShift = [.. shift];
        float[] y = new float[rows * stride], dx = new float[rows * stride];
        Array.Fill(y, 99);
        Array.Fill(dx, 99);
        MatrixView input = Spread(x), outputGradient = Spread(dy), output = new(y, rows, columns, stride), inputGradient = new(dx, rows, columns, stride);
        BatchNormalization.Forward(processor, input, scale, shift, Epsilon, mean, variance, inverse, output);
        BatchNormalization.Backward(processor, input, scale, mean, inverse, outputGradient, dScale, dShift, inputGradient);
        Assert.All(Enumerable.Range(0, rows * stride).Where(i => i % stride >= columns), i => Assert.Equal((99, 99), (y[i], dx[i])));
        return [.. Bits.Dense(output), .. Bits.Dense(inputGradient), .. dScale, .. dShift];

        MatrixView Spread(float[] values)
        {
            var matrix = new MatrixView(new float[rows * stride], rows, columns, stride);
            for (int row = 0; row < rows; row++)
                values.AsSpan(row * columns, columns).CopyTo(matrix.Row(row));
            return matrix;
        }
    }

    private static (float Mean, float Variance, float[] Y) Normalize(float[] column)
    {
        using var processor = new Processor(threads: 1);
        float[] mean = new float[1], variance = new float[1], inverse = new float[1], y = new float[column.Length];
        BatchNormalization.Forward(
            processor, new MatrixView(column, column.Length, 1), [1], [0], Epsilon, mean, variance, inverse, new(y, column.Length, 1));
        return (mean[0], variance[0], y);
    }

    private static (double Mean, double Variance) Moments(float[] column)
    {
        double mean = column.Average(value => (double)value);
        return (mean, column.Average(value => (value - mean) * (value - mean)));
    }
}
