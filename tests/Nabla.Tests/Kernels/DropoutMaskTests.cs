using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class DropoutMaskTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void A_factor_is_what_the_number_at_its_position_says(double probability)
    {
        var key = new RandomKey(3, 5);
        foreach (int count in new[] { 1, 3, 4, 5, 4095, 4096, 4097, 20_003 })
        {
            float kept = probability < 1 ? (float)(1 / (1 - probability)) : 0;
            foreach (ulong first in new ulong[] { 0, 1, 2, 3, 4, 4095, 1ul << 40 })
            {
                float[] expected = [.. Enumerable.Range(0, count).Select(i => key.Uniform(first + (ulong)i) < probability ? 0 : kept)];
                foreach (int threads in new[] { 1, 3 })
                {
                    using var processor = new Processor(threads);
                    float[] factors = [.. Enumerable.Repeat(7f, count + 2)];
                    DropoutMask.Draw(processor, key, probability, first, factors.AsSpan(1, count));
                    Assert.Null(Bits.Difference(expected, factors.AsSpan(1, count)));
                    Assert.Equal((7, 7), (factors[0], factors[^1]));
                }
            }
        }
    }
}
