using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class SgdUpdateTests
{
    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.9f, false)]
    [InlineData(0.9f, true)]
    public void Every_width_gives_the_bits_of_the_formula(float momentum, bool nesterov)
    {
        foreach (int count in new[] { 1, 16, 37, 100_000 })
        {
            float[] values = Some.Normal(count, new RandomKey(1)), gradients = Some.Normal(count, new RandomKey(2));
            float[] velocities = momentum == 0 ? [] : Some.Normal(count, new RandomKey(3));
            float[] expected = [.. values], expectedVelocities = [.. velocities];
            for (int i = 0; i < count; i++)
            {
                float direction = gradients[i];
                if (momentum != 0)
                {
                    expectedVelocities[i] = MathF.FusedMultiplyAdd(momentum, expectedVelocities[i], gradients[i]);
                    direction = nesterov ? MathF.FusedMultiplyAdd(momentum, expectedVelocities[i], gradients[i]) : expectedVelocities[i];
                }

                expected[i] = MathF.FusedMultiplyAdd(-0.1f, direction, expected[i]);
            }

            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] actual = [.. values], actualVelocities = [.. velocities];
                SgdUpdate.Run(processor, actual, gradients, actualVelocities, 0.1f, momentum, nesterov);
                Assert.Null(Bits.Difference(expected, actual));
                Assert.Null(Bits.Difference(expectedVelocities, actualVelocities));
            }
        }
    }
}
