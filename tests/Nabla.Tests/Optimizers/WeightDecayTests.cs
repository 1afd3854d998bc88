using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Optimizers;

public sealed class WeightDecayTests
{
    [Fact]
    public void Weights_lose_their_share_and_nothing_else_does()
    {
        var network = new Network(new Linear(3, 2), new Tanh(2), new Linear(2, 4));
        foreach (var parameter in network.Parameters.All)
            parameter.Value.Data.Fill(2);
        using var processor = new Processor(threads: 1);

        new WeightDecay(0.25).Apply(processor, network.Parameters, learningRate: 0.5f);

        foreach (var parameter in network.Parameters.All)
            Assert.All(parameter.Value.Data.ToArray(), value => Assert.Equal(parameter.IsWeight ? 1.75f : 2f, value));
    }

    /// <summary>1 − 1e-6 in single precision is 1 − 1.0133e-6: a product with it would take 1.3 % too much from every weight.</summary>
    [Fact]
    public void A_small_share_is_right_on_average()
    {
        var network = new Network(new Linear(200, 200));
        var values = network.Parameters.All[0].Value.Data;
        Some.Normal(values.Length, new RandomKey(1)).CopyTo(values);
        double[] before = [.. values.ToArray()];
        using var processor = new Processor(threads: 1);

        new WeightDecay(0.001).Apply(processor, network.Parameters, learningRate: 0.001f);

        double lost = before.Select((value, i) => Math.Abs(value) - Math.Abs((double)network.Parameters.All[0].Value.Data[i])).Sum();
        Assert.Equal(1, lost / before.Sum(Math.Abs) / 1e-6, 2e-3);
    }
}
