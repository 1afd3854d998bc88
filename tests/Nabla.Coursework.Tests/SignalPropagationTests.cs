using Nabla.Networks;

namespace Nabla.Coursework.Tests;

/// <summary>What initialisers promise for 50 layers of width 512: claims D59 to D65.</summary>
/// <remarks>
/// The promise is about expectations over the weights. A single network of this depth scatters by 70 %, so the means of several are held to it,
/// the first ones of seed 1.
/// </remarks>
public sealed class SignalPropagationTests : IDisposable
{
    private readonly Processor _processor = new(threads: 2);

    public void Dispose() => _processor.Dispose();

    [Fact]
    public void Kaiming_keeps_activations_and_gradients_within_a_factor_of_two_through_50_layers()
    {
        // Uniform weights have the same variance and are drawn in half the time.
        var layers = new SignalPropagation { Initializer = Initializer.KaimingUniform, Draws = 8 }.Measure(_processor);
        Assert.Equal(51, layers.Count);
        Assert.All(layers, layer => Assert.InRange(layer.ActivationMoment / layers[0].ActivationMoment, 0.5, 2));
        Assert.All(layers, layer => Assert.InRange(layer.GradientMoment / layers[^1].GradientMoment, 0.5, 2));

        // With variances the first step is another one: (π − 1)/π in place of 1 (claim D59). From there on they are kept as well.
        Assert.Equal((Math.PI - 1) / Math.PI, layers[1].ActivationVariance / layers[0].ActivationVariance, 0.05);
        Assert.All(layers.Skip(1), layer => Assert.InRange(layer.ActivationVariance / layers[1].ActivationVariance, 0.5, 2));
    }

    [Fact]
    public void Xavier_halves_both_in_every_layer()
    {
        var layers = new SignalPropagation { Initializer = Initializer.XavierUniform, Draws = 2 }.Measure(_processor);
        foreach (var (before, behind) in layers.Zip(layers.Skip(1)))
        {
            Assert.InRange(behind.ActivationMoment / before.ActivationMoment, 0.3, 0.8);
            Assert.InRange(before.GradientMoment / behind.GradientMoment, 0.3, 0.8);
        }

        Assert.InRange(layers[^1].ActivationMoment, 1e-17, 1e-13);                      // 2⁻⁵⁰ is 9e-16
        Assert.InRange(layers[0].GradientMoment, 1e-17, 1e-13);
    }

    /// <summary>Claim D61 with many draws of a small network: 20 of ten layers are within 5 standard errors of 1.</summary>
    [Fact]
    public void Kaimings_mean_over_draws_is_1()
    {
        const int Depth = 10, Width = 64, Draws = 200;
        var layers = new SignalPropagation { Width = Width, Depth = Depth, Draws = Draws }.Measure(_processor);
        double allowed = 5 * Math.Sqrt(5.0 * Depth / Width / Draws);
        Assert.InRange(layers[^1].ActivationMoment / layers[0].ActivationMoment, 1 - allowed, 1 + allowed);
        Assert.InRange(layers[0].GradientMoment / layers[^1].GradientMoment, 1 - allowed, 1 + allowed);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        using var one = new Processor(threads: 1);
        var study = new SignalPropagation { Width = 70, Depth = 3, Draws = 2, Activation = Activation.Tanh };
        Assert.Equal(study.Measure(one), study.Measure(_processor));
        Assert.NotEqual(study.Measure(one), (study with { Seed = 2 }).Measure(one));
    }

    [Fact]
    public void Settings_below_1_are_refused()
    {
        foreach (var study in new[] { new SignalPropagation { Width = 0 }, new() { Depth = 0 }, new() { Rows = -1 }, new() { Draws = 0 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => study.Measure(_processor));
    }
}
