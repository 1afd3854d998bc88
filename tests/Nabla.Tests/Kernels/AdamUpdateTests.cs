using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class AdamUpdateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000_000_000)]
    public void Every_width_gives_the_bits_of_the_formula(long step)
    {
        const double Beta1 = 0.9, Beta2 = 0.999;
        float rate = (float)(-0.001 / (1 - WholePower.Of(Beta1, step))), correction = (float)(1 / Math.Sqrt(1 - WholePower.Of(Beta2, step)));
        foreach (int count in new[] { 1, 16, 37, 100_000 })
        {
            float[] values = Some.Normal(count, new RandomKey(1)), gradients = Some.Normal(count, new RandomKey(2));
            float[] means = Some.Normal(count, new RandomKey(3)), squares = [.. Some.Normal(count, new RandomKey(4)).Select(MathF.Abs)];
            float[] expected = [.. values], expectedMeans = [.. means], expectedSquares = [.. squares];
            for (int i = 0; i < count; i++)
            {
                expectedMeans[i] = MathF.FusedMultiplyAdd(0.9f, means[i], (float)(1 - Beta1) * gradients[i]);
                expectedSquares[i] = MathF.FusedMultiplyAdd(0.999f, squares[i], (float)(1 - Beta2) * gradients[i] * gradients[i]);
                float denominator = MathF.FusedMultiplyAdd(MathF.Sqrt(expectedSquares[i]), correction, 1e-8f);
                expected[i] = MathF.FusedMultiplyAdd(rate, expectedMeans[i] / denominator, values[i]);
            }

            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] actual = [.. values], actualMeans = [.. means], actualSquares = [.. squares];
                AdamUpdate.Run(processor, actual, gradients, actualMeans, actualSquares, 0.001, Beta1, Beta2, 1e-8, step);
                Assert.Null(Bits.Difference(expected, actual));
                Assert.Null(Bits.Difference(expectedMeans, actualMeans));
                Assert.Null(Bits.Difference(expectedSquares, actualSquares));
            }
        }
    }
}
