using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class WholePowerTests
{
    [Theory]
    [InlineData(0.9, 0, 1)]
    [InlineData(0.9, 1, 0.9)]
    [InlineData(3, 5, 243)]
    [InlineData(0.5, 60, 8.673617379884035e-19)]
    [InlineData(0, 7, 0)]
    [InlineData(0.999, 1_000_000_000_000, 0)]
    public void Small_ones_are_exact(double x, long n, double expected) => Assert.Equal(expected, WholePower.Of(x, n));

    [Fact]
    public void Others_are_near_the_platforms()
    {
        for (long n = 1; n < 10_000; n = (n * 3) + 1)
            Assert.Equal(1, WholePower.Of(0.999, n) / Math.Pow(0.999, n), 1e-12);
    }
}
