using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

public sealed class AdamTests
{
    /// <summary>m̂ / √v̂ is g / |g| in the first step, whatever the size of the gradient.</summary>
    [Theory]
    [InlineData(1000f)]
    [InlineData(1f)]
    [InlineData(-0.001f)]
    public void The_first_step_has_the_size_of_the_learning_rate(float gradient)
    {
        var network = new Network(new Linear(1, 1));
        var adam = new Adam(0.5f);
        network.Parameters.All[0].Gradient[0, 0] = gradient;
        using var processor = new Processor(threads: 1);
        adam.Step(processor, network.Parameters, adam.CreateState(network.Parameters), adam.LearningRate);
        Assert.Equal(-0.5 * Math.Sign(gradient), network.Parameters.All[0].Value[0, 0], 1e-5);
    }

    [Fact]
    public void Defaults_are_those_of_the_papers()
    {
        var adam = new Adam();
        Assert.Equal((0.001, 0.9, 0.999, 1e-8, 0.0), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Refused("The learning rate is NaN; it must be a finite number, at least 0.", () => new Adam(float.NaN));
        Refused("Beta1 is 1; it must be at least 0 and below 1.", () => new Adam(beta1: 1));
        Refused("Beta2 is -0.5; it must be at least 0 and below 1.", () => new Adam(beta2: -0.5));
        Refused("Epsilon is 0; it must be a finite number above 0 in single precision, because a root may be 0.", () => new Adam(epsilon: 0));
        Refused("Epsilon is 1E-50; it must be a finite number above 0 in single precision, because a root may be 0.", () => new Adam(epsilon: 1e-50));
        Refused("The weight decay is -0.1; it must be a finite number, at least 0.", () => new Adam(weightDecay: -0.1));
        Refused("The weight decay is NaN; it must be a finite number, at least 0.", () => new Sgd(0.1f, weightDecay: double.NaN));
    }

    private static void Refused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
