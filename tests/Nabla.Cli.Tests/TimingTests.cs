using Nabla.Cli.Benchmarks;

namespace Nabla.Cli.Tests;

public sealed class TimingTests
{
    [Fact]
    public void The_median_and_the_quartiles_lie_between_the_samples()
    {
        var timing = Timing.Of([4, 1, 3, 2, 100]);
        Assert.Equal(new Timing(3, 2, 4, 5), timing);
        Assert.Equal(2.0 / 3, timing.Spread);
        Assert.Equal(2.5, Timing.Of([1, 2, 3, 4]).Seconds);
    }
}
