using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

public sealed class SgdTests
{
    /// <summary>θ = 1, g = 2 in every step, η = 0.1, μ = 0.5: worked by hand.</summary>
    [Theory]
    [InlineData(0f, false, 0.8, 0.6, 0.4)]
    [InlineData(0.5f, false, 0.8, 0.5, 0.15)]
    [InlineData(0.5f, true, 0.7, 0.35, -0.025)]
    public void Three_steps_by_hand(float momentum, bool nesterov, double first, double second, double third)
    {
        var network = new Network(new Linear(1, 1));
        var sgd = new Sgd(0.1f, momentum, nesterov);
        var state = sgd.CreateState(network.Parameters);
        var weight = network.Parameters.All[0];
        weight.Value[0, 0] = 1;
        weight.Gradient[0, 0] = 2;
        using var processor = new Processor(threads: 1);
        foreach (double expected in new[] { first, second, third })
        {
            sgd.Step(processor, network.Parameters, state, sgd.LearningRate);
            Assert.Equal(expected, weight.Value[0, 0], 1e-6);
        }

        Assert.Equal(3, state.Step);
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.StartsWith("The learning rate is -0.1; it must be a finite number, at least 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(float.NaN));
        Assert.StartsWith("Momentum is 1; it must be at least 0 and below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1f, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Nesterov momentum requires a momentum above 0.", Assert.Throws<ArgumentException>(() => new Sgd(0.1f, 0, nesterov: true)).Message, StringComparison.Ordinal);
    }
}
