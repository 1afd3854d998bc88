using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Optimizers;

public sealed class GradientClippingTests
{
    [Fact]
    public void Three_and_four_are_five()
    {
        using var processor = new Processor(threads: 1);
        var parameters = WithGradients(3, 4);
        Assert.Equal(5, new GradientClipping(1).Apply(processor, parameters));
        Assert.Equal(0.6f, parameters.All[0].Gradient[0, 0], 1e-6f);
        Assert.Equal(0.8f, parameters.All[1].Gradient[0, 0], 1e-6f);
    }

    [Fact]
    public void A_short_gradient_keeps_its_bits()
    {
        using var processor = new Processor(threads: 1);
        var parameters = WithGradients(3, 4);
        Assert.Equal(5, new GradientClipping(5.1).Apply(processor, parameters));
        Assert.Equal((3f, 4f), (parameters.All[0].Gradient[0, 0], parameters.All[1].Gradient[0, 0]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_is_left_to_be_seen(float gradient)
    {
        using var processor = new Processor(threads: 1);
        var parameters = WithGradients(gradient, 4);
        Assert.False(double.IsFinite(new GradientClipping(1).Apply(processor, parameters)));
        Assert.Equal((gradient, 4f), (parameters.All[0].Gradient[0, 0], parameters.All[1].Gradient[0, 0]));
    }

    [Fact]
    public void The_largest_floats_do_not_overflow()
    {
        using var processor = new Processor(threads: 1);
        Assert.Equal(Math.Sqrt(2) * float.MaxValue, new GradientClipping(1).Apply(processor, WithGradients(float.MaxValue, float.MaxValue)), 1e25);
    }

    [Fact, Trait("Category", "Allocation")]
    public void Every_width_and_number_of_threads_gives_the_same_bits_and_nothing_is_allocated()
    {
        float[]? expected = null;
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                using var processor = new Processor(threads, width);
                var parameters = new Network(new Linear(331, 203)).Parameters;
                var clipping = new GradientClipping(2);
                Some.Normal(parameters.Gradients.Length, new RandomKey(3)).CopyTo(parameters.Gradients);
                clipping.Apply(processor, parameters);
                Assert.Equal(2, clipping.Apply(processor, parameters), 1e-5);
                expected ??= parameters.Gradients.ToArray();
                Assert.Null(Bits.Difference(expected, parameters.Gradients));
                Assert.Equal(0, Allocations.Of(() =>
                {
                    parameters.Gradients[0] = 10;
                    clipping.Apply(processor, parameters);
                }));
            }
        }
    }

    [Theory]
    [InlineData(0, "The maximum norm is 0; it must be a finite number above 0.")]
    [InlineData(double.NaN, "The maximum norm is NaN; it must be a finite number above 0.")]
    [InlineData(double.PositiveInfinity, "The maximum norm is Infinity; it must be a finite number above 0.")]
    public void A_norm_outside_its_range_is_refused(double norm, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => new GradientClipping(norm)).Message, StringComparison.Ordinal);

    private static ParameterStore WithGradients(float weight, float bias)
    {
        var parameters = new Network(new Linear(1, 1)).Parameters;
        parameters.All[0].Gradient[0, 0] = weight;
        parameters.All[1].Gradient[0, 0] = bias;
        return parameters;
    }
}
