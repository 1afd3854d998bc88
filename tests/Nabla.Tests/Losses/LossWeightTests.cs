using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Losses;

/// <summary>What samples and classes count in a mean.</summary>
public sealed class LossWeightTests
{
    private static readonly RandomKey Key = new(23);

    public static TheoryData<string> Cases => [.. LossCases.All.Select(loss => loss.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Weights_of_one_change_no_bit(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var plain in LossFixture.Of(name, 9, 13, Key).Where(fixture => fixture.SampleWeights.Length == 0))
        {
            float[] expected = Results(plain, processor);
            float[] ones = new float[9];
            Array.Fill(ones, 1);
            double mean = plain.Loss.Evaluate(
                processor,
                new MatrixView(plain.Outputs, 9, 13),
                plain.Values ? new Targets(new MatrixView(plain.TargetValues, 9, 13), ones) : new Targets(plain.Labels, ones),
                plain.SampleLosses,
                new(plain.Gradient, 9, 13));
            Assert.Null(Bits.Difference(expected, [(float)mean, .. plain.SampleLosses, .. plain.Gradient]));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Where_nothing_counts_mean_and_gradient_are_zero(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 4, 5, Key).Where(fixture => fixture.SampleWeights.Length > 0))
        {
            Array.Clear(fixture.SampleWeights);
            Array.Fill(fixture.Outputs, float.NaN);
            Array.Fill(fixture.Gradient, 7);
            Assert.Equal(0, fixture.Evaluate(processor));
            Assert.All(fixture.Gradient, value => Assert.Equal(0, value));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_sample_that_weighs_twice_counts_as_two(string name)
    {
        using var processor = new Processor(threads: 1);
        var loss = LossCases.Named(name).Create(3);
        float[] rows = [0.5f, 0.2f, 0.3f, 0.1f, 0.6f, 0.3f], twice = [.. rows, 0.1f, 0.6f, 0.3f];
        double weighted = loss.Evaluate(processor, new MatrixView(rows, 2, 3), new Targets([1, 2], weights: [1, 2]), new float[2], default);
        double repeated = loss.Evaluate(processor, new MatrixView(twice, 3, 3), new int[] { 1, 2, 2 }, new float[3], default);
        Assert.Equal(repeated, weighted, 1e-7);
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_empty_batch_has_the_mean_zero(string name)
    {
        using var processor = new Processor(threads: 1);
        Assert.Equal(0, LossCases.Named(name).Create(5).Evaluate(processor, new MatrixView([], 0, 5), Array.Empty<int>(), [], default));
    }

    [Fact]
    public void Full_smoothing_forgets_the_label()
    {
        using var processor = new Processor(threads: 1);
        var loss = new SoftmaxCrossEntropy(labelSmoothing: 1);
        double Of(int label) => loss.Evaluate(processor, new MatrixView(new float[] { 1, 2, 3 }, 1, 3), new int[] { label }, new float[1], default);
        Assert.Equal(Of(0), Of(2));
    }

    private static float[] Results(LossFixture fixture, Processor processor) =>
        [(float)fixture.Evaluate(processor), .. fixture.SampleLosses, .. fixture.Gradient];
}
