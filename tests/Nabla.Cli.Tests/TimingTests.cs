using Nabla.Cli.Benchmarks;

namespace Nabla.Cli.Tests;

public sealed class TimingTests
{
    [Fact]
    public void The_median_and_the_quartiles_lie_between_the_samples()
    {
        var timing = new Timing([4, 1, 3, 2, 100]);
        Assert.Equal((2, 3, 4, 5), (timing.LowerQuartile, timing.Seconds, timing.UpperQuartile, timing.Samples));
        Assert.Equal(2.0 / 3, timing.Spread);
        Assert.Equal(2.5, new Timing([1, 2, 3, 4]).Seconds);
    }

    [Fact]
    public void What_disturbs_two_samples_in_turn_leaves_their_ratio_alone() =>
        Assert.Equal(2, new Timing([2, 20, 2, 200, 6]).RatioTo(new Timing([1, 10, 1, 100, 1])));
}
