using Nabla.Networks;

namespace Nabla.Tests.Layers;

/// <summary>What each initializer promises: claim D65 and its siblings.</summary>
public sealed class InitializerTests
{
    private const int Inputs = 300, Outputs = 200;

    [Theory]
    [InlineData(Initializer.KaimingNormal, 2.0 / Inputs)]
    [InlineData(Initializer.KaimingUniform, 2.0 / Inputs)]
    [InlineData(Initializer.XavierNormal, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.XavierUniform, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.PyTorchLinear, 1.0 / (3 * Inputs))]
    public void Weights_have_mean_0_and_the_promised_variance(Initializer initializer, double variance)
    {
        double[] weights = [.. Weights(initializer, seed: 1).Select(value => (double)value)];
        double n = weights.Length, mean = weights.Average(), second = weights.Average(value => value * value);
        Assert.True(Math.Abs(mean) < 5 * Math.Sqrt(variance / n), $"mean {mean:E2}");

        // The variance of a sample variance is at most 2 σ⁴ / n for these distributions.
        Assert.True(Math.Abs(second - variance) < 5 * variance * Math.Sqrt(2 / n), $"variance {second:E4} against {variance:E4}");
    }

    [Theory]
    [InlineData(Initializer.KaimingUniform, 6.0 / Inputs)]
    [InlineData(Initializer.XavierUniform, 6.0 / (Inputs + Outputs))]
    [InlineData(Initializer.PyTorchLinear, 1.0 / Inputs)]
    public void Uniform_weights_stay_within_their_limit(Initializer initializer, double squaredLimit)
    {
        double limit = Math.Sqrt(squaredLimit);
        double largest = Weights(initializer, seed: 1).Max(value => Math.Abs(value));
        Assert.InRange(largest, 0.999 * limit, limit * (1 + 1e-6));
    }

    [Fact]
    public void Normal_weights_are_normal()
    {
        // Kolmogorov and Smirnov: sup |F − Fₙ| √n stays below 1.95 in 999 of 1000 samples.
        double[] sorted = [.. Weights(Initializer.KaimingNormal, seed: 1).Select(value => value / Math.Sqrt(2.0 / Inputs)).Order()];
        double distance = 0;
        for (int i = 99; i < sorted.Length; i += 100)
            distance = Math.Max(distance, Math.Abs(NormalDistributionFunction(sorted[i]) - ((i + 0.5) / sorted.Length)));
        Assert.True(distance * Math.Sqrt(sorted.Length) < 1.95, $"{distance:E2}");
    }

    [Theory]
    [InlineData(Initializer.KaimingNormal, 0)]
    [InlineData(Initializer.XavierUniform, 0)]
    [InlineData(Initializer.PyTorchLinear, Outputs)]
    public void Biases_are_0_but_for_PyTorchs(Initializer initializer, int expected)
    {
        var layer = new Linear(Inputs, Outputs, initializer);
        layer.Initialize(new RandomKey(1));
        Assert.Equal(expected, layer.Parameters[1].Value.Data.ToArray().Count(value => value != 0));
    }

    [Fact]
    public void The_gain_scales_the_deviation()
    {
        float[] with = Weights(Initializer.KaimingNormal, seed: 1), without = Weights(Initializer.KaimingNormal, seed: 1, gain: 1);
        for (int i = 0; i < with.Length; i += 1000)
            Assert.Equal(with[i], without[i] * Math.Sqrt(2), 1e-6);
    }

    [Fact]
    public void Seeds_decide()
    {
        Assert.Equal(Weights(Initializer.KaimingNormal, seed: 1), Weights(Initializer.KaimingNormal, seed: 1));
        Assert.NotEqual(Weights(Initializer.KaimingNormal, seed: 1), Weights(Initializer.KaimingNormal, seed: 2));
    }

    private static float[] Weights(Initializer initializer, ulong seed, double? gain = null)
    {
        var layer = gain is { } factor ? new Linear(Inputs, Outputs, initializer, factor) : new Linear(Inputs, Outputs, initializer);
        layer.Initialize(new RandomKey(seed));
        return layer.Parameters[0].Value.Data.ToArray();
    }

    // Abramowitz and Stegun 7.1.26: absolute error below 1.5e-7.
    private static double NormalDistributionFunction(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2), t = 1 / (1 + (0.3275911 * z));
        double tail = ((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t * Math.Exp(-z * z);
        return x < 0 ? tail / 2 : 1 - (tail / 2);
    }
}
