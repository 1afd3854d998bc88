using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Optimizers;

/// <summary>The penalty and its gradient: claims C42 and C43.</summary>
public sealed class ElasticNetTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Fact]
    public void Two_layers_by_hand()
    {
        var network = new Network(new Linear(2, 2), new Linear(2, 1));
        network.Parameters.All[0].Value.CopyFromRowMajor([1, -2, 0, 0.5f]);
        network.Parameters.All[2].Value.CopyFromRowMajor([-4, 3]);
        double penalty = new ElasticNet(network.Parameters, [0.5, 0.25], [0.125, 2]).AddGradient(_processor);

        // 0.5 · 3.5 + 0.125 · 5.25, and 0.25 · 7 + 2 · 25
        Assert.Equal(1.75 + 0.65625 + 1.75 + 50, penalty);
        Assert.Equal([0.75f, -1, 0, 0.625f], network.Parameters.All[0].Gradient.ToRowMajor());
        Assert.Equal([-16.25f, 12.25f], network.Parameters.All[2].Gradient.ToRowMajor());
    }

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(0, 0.02)]
    [InlineData(0.3, 0.7)]
    public void Penalty_and_gradient_equal_the_definition_and_its_central_differences(double first, double second)
    {
        var network = Drawn(new Network(new Linear(37, 50), new Relu(50), new Residual(new Linear(50, 50)), new Linear(50, 9)));
        double penalty = new ElasticNet(network.Parameters, [first], [second]).AddGradient(_processor);
        double expected = 0;
        foreach (var weight in network.Parameters.All.Where(parameter => parameter.IsWeight))
        {
            double[] values = [.. weight.Value.Data.ToArray().Select(value => (double)value)];
            expected += values.Sum(Term);

            // The penalty is a sum over entries, so one entry's central difference needs no other.
            double[] numeric = [.. values.Select(value => (Term(value + 1e-5) - Term(value - 1e-5)) / 2e-5)];
            Assert.True(CentralDifferences.RelativeError(weight.Gradient.Data, numeric) < 1e-6);
        }

        Assert.Equal(1, penalty / expected, 1e-6);

        double Term(double value) => (first * Math.Abs(value)) + (second * value * value);
    }

    [Fact]
    public void It_adds_to_the_gradients_that_are_there()
    {
        var network = Drawn(new Network(new Linear(5, 4)));
        network.Parameters.ZeroGradients();
        new ElasticNet(network.Parameters, [0.1], [0.2]).AddGradient(_processor);
        float[] alone = network.Parameters.All[0].Gradient.Data.ToArray();
        network.Parameters.All[0].Gradient.Data.Fill(3);
        new ElasticNet(network.Parameters, [0.1], [0.2]).AddGradient(_processor);
        Assert.All(alone.Zip(network.Parameters.All[0].Gradient.Data.ToArray()), pair => Assert.Equal(3 + pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void A_weight_of_0_is_pulled_nowhere()
    {
        var network = new Network(new Linear(20, 3));
        network.Parameters.All[0].Value.Data[7] = -0f;
        network.Parameters.All[0].Gradient.Data.Fill(2);
        Assert.Equal(0, new ElasticNet(network.Parameters, [0.5], [0.5]).AddGradient(_processor));
        Assert.All(network.Parameters.All[0].Gradient.Data.ToArray(), value => Assert.Equal(2, value));
    }

    [Fact]
    public void Biases_gamma_and_beta_are_left_alone()
    {
        var network = Drawn(new Network(new Linear(5, 4), new BatchNorm(4), new Linear(4, 2)));
        foreach (var parameter in network.Parameters.All)
            parameter.Gradient.Data.Fill(2);
        new ElasticNet(network.Parameters, [0.1], [0.1]).AddGradient(_processor);
        foreach (var parameter in network.Parameters.All)
            Assert.Equal(!parameter.IsWeight, parameter.Gradient.Data.ToArray().All(value => value == 2));
        Assert.Equal(2, ElasticNet.WeightsOf(network.Parameters));
    }

    [Fact]
    public void Each_layer_may_have_its_own_coefficients()
    {
        var network = Drawn(new Network(new Linear(5, 4), new Linear(4, 3), new Linear(3, 2)));
        network.Parameters.Gradients.Clear();
        double penalty = new ElasticNet(network.Parameters, [0, 0.5, 0], [0]).AddGradient(_processor);
        float[] middle = network.Parameters.All[2].Value.Data.ToArray();
        Assert.Equal(0.5 * middle.Sum(value => Math.Abs((double)value)), penalty, 1e-6);
        Assert.All(middle.Zip(network.Parameters.All[2].Gradient.Data.ToArray()), pair => Assert.Equal(0.5f * MathF.Sign(pair.First), pair.Second));
        Assert.All(new[] { 0, 4 }, i => Assert.All(network.Parameters.All[i].Gradient.Data.ToArray(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Every_width_and_number_of_threads_gives_the_same_bits()
    {
        float[]? expected = null;
        double expectedPenalty = 0;
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                using var processor = new Processor(threads, width);
                var network = Drawn(new Network(new Linear(301, 67), new Linear(67, 3)));
                network.Parameters.Gradients.Fill(0.25f);
                double penalty = new ElasticNet(network.Parameters, [0.01], [0.03]).AddGradient(processor);
                float[] gradients = network.Parameters.Gradients.ToArray();
                (expected, expectedPenalty) = expected is null ? (gradients, penalty) : (expected, expectedPenalty);
                Assert.Null(Bits.Difference(expected, gradients));
                Assert.Equal(BitConverter.DoubleToInt64Bits(expectedPenalty), BitConverter.DoubleToInt64Bits(penalty));
            }
        }
    }

    [Fact, Trait("Category", "Allocation")]
    public void It_allocates_nothing()
    {
        var network = Drawn(new Network(new Linear(301, 67), new Linear(67, 3)));
        var penalty = new ElasticNet(network.Parameters, [0.01], [0.03]);
        Assert.Equal(0, Allocations.Of(() => penalty.AddGradient(_processor)));
    }

    [Fact]
    public void A_weight_that_is_not_a_number_shows()
    {
        var network = Drawn(new Network(new Linear(5, 4)));
        network.Parameters.All[0].Value.Data[3] = float.NaN;
        Assert.True(double.IsNaN(new ElasticNet(network.Parameters, [0.1], [0.1]).AddGradient(_processor)));
    }

    [Fact]
    public void Coefficients_outside_their_range_are_refused()
    {
        using var culture = new ForeignCulture();
        var parameters = new Network(new Linear(5, 4), new Relu(4), new Linear(4, 2)).Parameters;
        Refused([0.1, 0.2, 0.3], [0], "L1 has 3 coefficients; expected 1 for all weights, or 2, one for each weight of the network.");
        Refused([0], [], "L2 has 0 coefficients; expected 1 for all weights, or 2, one for each weight of the network.");
        Refused([-0.5], [0], "A coefficient of L1 is -0.5; it must be a finite number, at least 0.");
        Refused([0], [0.1, double.NaN], "A coefficient of L2 is NaN; it must be a finite number, at least 0.");
        Refused([0], [1e300], "A coefficient of L2 is 1E+300; it must be a finite number, at least 0.");

        void Refused(double[] first, double[] second, string text) =>
            Assert.StartsWith(text, Assert.ThrowsAny<ArgumentException>(() => new ElasticNet(parameters, first, second)).Message, StringComparison.Ordinal);
    }

    /// <summary>With every value at least 0.01 away from 0, where the penalty has its kink.</summary>
    private static Network Drawn(Network network)
    {
        float[] values = Some.Normal(network.Parameters.Values.Length, new RandomKey(41));
        foreach (var parameter in network.Parameters.All)
        {
            for (int i = 0; i < parameter.Count; i++)
                parameter.Value.Data[i] = values[i] + (values[i] < 0 ? -0.01f : 0.01f);
        }

        return network;
    }
}
