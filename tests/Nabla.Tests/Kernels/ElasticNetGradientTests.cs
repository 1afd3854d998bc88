using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>The formula and the order of sums, as ElasticNetGradient writes them down.</summary>
public sealed class ElasticNetGradientTests
{
    [Fact]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_formula()
    {
        const float First = 0.3f, Second = 0.07f;
        foreach (int count in new[] { 1, 15, 16, 17, 4095, 4096, 4097, 30_011 })
        {
            float[] values = Some.Normal(count, new RandomKey(1)), start = Some.Normal(count, new RandomKey(2)), expected = [.. start];
            values[count / 2] = -0f;
            for (int i = 0; i < count; i++)
                expected[i] = MathF.FusedMultiplyAdd(2 * Second, values[i], start[i] + (First * MathF.Sign(values[i])));
            var sums = (Absolute: Sum(values, (sum, value) => sum + MathF.Abs(value)), Squared: Sum(values, (sum, value) => MathF.FusedMultiplyAdd(value, value, sum)));

            foreach (var width in Widths.All)
            {
                foreach (int threads in new[] { 1, 3 })
                {
                    using var processor = new Processor(threads, width);
                    float[] gradients = [.. start];
                    Assert.Equal(sums, ElasticNetGradient.Add(processor, values, gradients, First, Second, new double[ElasticNetGradient.SumsLength(count)]));
                    Assert.Null(Bits.Difference(expected, gradients));
                }
            }
        }
    }

    private static double Sum(float[] values, Func<float, float, float> add)
    {
        double total = 0;
        foreach (float[] part in values.Chunk(4096))
        {
            float[] partials = new float[16];
            for (int i = 0; i < part.Length; i++)
                partials[i % 16] = add(partials[i % 16], part[i]);
            total += partials.Aggregate(0.0, (sum, partial) => sum + partial);
        }

        return total;
    }
}
