using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class RmsPropUpdateTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.9f)]
    public void Every_width_gives_the_bits_of_the_formula(float momentum)
    {
        foreach (int count in new[] { 1, 16, 37, 100_000 })
        {
            float[] values = Some.Normal(count, new RandomKey(1)), gradients = Some.Normal(count, new RandomKey(2));
            float[] squares = [.. Some.Normal(count, new RandomKey(3)).Select(MathF.Abs)];
            float[] velocities = momentum == 0 ? [] : Some.Normal(count, new RandomKey(4));
            float[] expected = [.. values], expectedSquares = [.. squares], expectedVelocities = [.. velocities];
            for (int i = 0; i < count; i++)
            {
                expectedSquares[i] = MathF.FusedMultiplyAdd(0.99f, squares[i], (float)(1 - 0.99) * gradients[i] * gradients[i]);
                float direction = gradients[i] / (MathF.Sqrt(expectedSquares[i]) + 1e-8f);
                if (momentum != 0)
                    direction = expectedVelocities[i] = MathF.FusedMultiplyAdd(momentum, velocities[i], direction);
                expected[i] = MathF.FusedMultiplyAdd(-0.01f, direction, values[i]);
            }

            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] actual = [.. values], actualSquares = [.. squares], actualVelocities = [.. velocities];
                RmsPropUpdate.Run(processor, actual, gradients, actualSquares, actualVelocities, 0.01f, 0.99, 1e-8, momentum);
                Assert.Null(Bits.Difference(expected, actual));
                Assert.Null(Bits.Difference(expectedSquares, actualSquares));
                Assert.Null(Bits.Difference(expectedVelocities, actualVelocities));
            }
        }
    }
}
