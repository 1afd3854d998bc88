using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

public sealed class RmsPropTests
{
    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        var rule = new RmsProp();
        Assert.Equal((0.01, 0.99, 1e-8, 0.0, 0.0), (rule.LearningRate, rule.Smoothing, rule.Epsilon, rule.Momentum, rule.WeightDecay));
    }

    [Fact]
    public void The_velocity_takes_a_buffer()
    {
        Assert.Equal(["meanSquare"], new RmsProp().Buffers);
        Assert.Equal(["meanSquare", "velocity"], new RmsProp(momentum: 0.5).Buffers);
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Refused("Smoothing is 1; it must be at least 0 and below 1.", () => new RmsProp(smoothing: 1));
        Refused("Momentum is 1.1; it must be at least 0 and below 1.", () => new RmsProp(momentum: 1.1));
        Refused("Epsilon is -1E-08; it must be a finite number above 0 in single precision, because a root may be 0.", () => new RmsProp(epsilon: -1e-8));
    }

    private static void Refused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
