using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class ScaledSumTests
{
    [Fact]
    public void Every_width_gives_the_bits_of_the_formula()
    {
        foreach (int count in new[] { 0, 1, 16, 37, 100_000 })
        {
            float[] x = Some.Normal(count, new RandomKey(1)), y = Some.Normal(count, new RandomKey(2));
            float[] sums = [.. x.Zip(y, (a, b) => MathF.FusedMultiplyAdd(0.3f, a, b))], multiples = [.. x.Select(a => 0.3f * a)];
            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] into = [.. y], scaled = [.. x];
                ScaledSum.Run(processor, 0.3f, x, into, into);
                ScaledSum.Scale(processor, 0.3f, scaled);
                Assert.Null(Bits.Difference(sums, into));
                Assert.Null(Bits.Difference(multiples, scaled));
            }
        }
    }
}
