using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>What dropout promises: claims D3, D11 to D17.</summary>
public sealed class DropoutTests : IDisposable
{
    private static readonly RandomKey Key = new(21);

    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void The_kept_share_and_the_expected_output_are_right_within_5_standard_errors(double p)
    {
        const int Count = 400_000;
        float[] x = Some.Normal(Count, new RandomKey(1)), y = Train(new Dropout(1000, p), x);
        double kept = y.Count(value => value != 0) / (double)Count;
        Assert.True(Math.Abs(kept - (1 - p)) < 5 * Math.Sqrt(p * (1 - p) / Count), $"kept {kept}");

        // Var[y given x] = x² p/(1 − p), D3.
        double bias = x.Zip(y, (before, after) => (double)after - before).Sum();
        double deviation = Math.Sqrt(p / (1 - p) * x.Sum(value => (double)value * value));
        Assert.True(Math.Abs(bias) < 5 * deviation, $"{bias / deviation} standard errors");
        Assert.All(x.Zip(y), pair => Assert.True(pair.Second == 0 || pair.Second == pair.First * (float)(1 / (1 - p))));
    }

    /// <summary>Claim D15 and fixture 4 of the ledger: the variance behind a rectifier; D14, as it is printed, misses by far.</summary>
    [Theory]
    [InlineData(0.1, 0.3964006125, 0.3585289395)]
    [InlineData(0.2, 0.4658450569, 0.3806337927)]
    [InlineData(0.5, 0.8408450569, 0.5)]
    [InlineData(0.9, 4.8408450569, 1.7732395447)]
    public void The_variance_behind_a_rectifier_is_that_of_the_ledger(double p, double expected, double printed)
    {
        Assert.Equal(expected, (Math.PI - 1 + p) / (2 * Math.PI * (1 - p)), 1e-9);
        Assert.Equal(printed, (Math.PI - 1 + (p * (2 - Math.PI))) / (2 * Math.PI * (1 - p)), 1e-9);

        const int Count = 400_000;
        float[] y = Train(new Dropout(1000, p), [.. Some.Normal(Count, new RandomKey(2)).Select(value => Math.Max(0, value))]);
        double mean = y.Average(value => (double)value), variance = y.Average(value => Math.Pow(value - mean, 2));
        double standardError = Math.Sqrt((y.Average(value => Math.Pow(value - mean, 4)) - (variance * variance)) / Count);
        Assert.InRange(variance, expected - (5 * standardError), expected + (5 * standardError));
        Assert.True(Math.Abs(variance - printed) > 5 * standardError);
    }

    /// <summary>Claim D17 and fixture 6 of the ledger: of 5 units as many stay as a binomial distribution says.</summary>
    [Fact]
    public void The_number_of_kept_units_is_binomial()
    {
        const int Rows = 20_000;
        double[] expected = [0.00243, 0.02835, 0.1323, 0.3087, 0.36015, 0.16807];
        float[] y = Train(new Dropout(5, 0.3), [.. Enumerable.Repeat(1f, 5 * Rows)]);
        int[] found = new int[6];
        foreach (float[] row in y.Chunk(5))
            found[row.Count(value => value != 0)]++;

        // The 0.999 quantile of chi-square with five degrees of freedom.
        double chiSquare = found.Zip(expected, (count, share) => Math.Pow(count - (Rows * share), 2) / (Rows * share)).Sum();
        Assert.True(chiSquare < 20.515, $"{chiSquare}");
    }

    [Fact]
    public void A_mask_depends_on_seed_step_layer_and_position_alone()
    {
        const int Width = 37;
        var layer = new Dropout(Width);
        float[] ones = [.. Enumerable.Repeat(1f, 50 * Width)], mask = Train(layer, ones);

        // A position counts row by row, so a smaller batch has the same rows at its beginning, whatever is in it.
        float[] few = Train(layer, Some.Normal(8 * Width, new RandomKey(3)));
        Assert.Equal(mask.Take(few.Length).Select(value => value != 0), few.Select(value => value != 0));
        Assert.Null(Bits.Difference(mask, Train(new Dropout(Width), ones)));

        Assert.NotNull(Bits.Difference(mask, new LayerRun(layer, _processor, step: 2, key: Key).Forward(ones)));
        Assert.NotNull(Bits.Difference(mask, new LayerRun(layer, _processor, key: new RandomKey(22)).Forward(ones)));
        Assert.NotNull(Bits.Difference(mask, new LayerRun(layer, _processor, key: Key.Fold(1)).Forward(ones)));
    }

    [Fact]
    public void Two_layers_of_a_network_draw_different_masks()
    {
        var network = new Network(new Dropout(64), new Identity(64), new Dropout(64), new Residual(new Dropout(64), new Dropout(64)));
        var workspace = network.CreateWorkspace(4, _processor);
        network.Forward(new Pass(_processor, PassMode.Training, 1, Key), new MatrixView([.. Enumerable.Repeat(1f, 256)], 4, 64), workspace);
        float[] first = workspace.Cache(0, 4).ToArray(), second = workspace.Cache(2, 4).ToArray();

        // A block keeps each layer's output and, behind it, what the layer left: here two equal halves that end with a mask.
        var block = workspace.Cache(3, 4);
        float[] third = block[((block.Length / 2) - 256)..(block.Length / 2)].ToArray(), fourth = block[^256..].ToArray();
        float[][] masks = [first, second, third, fourth];
        Assert.All(masks, mask => Assert.All(mask, value => Assert.True(value is 0 or 2)));
        for (int i = 0; i < masks.Length; i++)
            Assert.All(masks.Skip(i + 1), other => Assert.InRange(masks[i].Zip(other).Count(pair => pair.First == pair.Second), 64, 192));
    }

    [Theory]
    [InlineData(PassMode.Inference)]
    [InlineData(PassMode.Transductive)]
    public void Whoever_answers_drops_nothing(PassMode mode)
    {
        float[] x = [.. Some.Normal(60, new RandomKey(4)), -0f, float.NaN, float.PositiveInfinity];
        foreach (double p in new[] { 0, 0.5, 1 })
            Assert.Null(Bits.Difference(x, new LayerRun(new Dropout(7, p), _processor, mode).Forward(x)));
    }

    [Fact]
    public void Probability_0_is_the_identity_to_the_bit()
    {
        float[] x = [.. Some.Normal(60, new RandomKey(5)), -0f, float.NaN, float.NegativeInfinity];
        var run = new LayerRun(new Dropout(7, 0), _processor, key: Key);
        Assert.Null(Bits.Difference(x, run.Forward(x)));
        Assert.Null(Bits.Difference(x, run.Backward(x)));
        Assert.Empty(run.Cache);
    }

    [Fact]
    public void Probability_1_drops_everything_and_leaves_finite_gradients()
    {
        var run = new LayerRun(new Dropout(7, 1), _processor, key: Key);
        Assert.All(run.Forward(Some.Normal(70, new RandomKey(6))), value => Assert.Equal(0, value));
        Assert.All(run.Backward(Some.Normal(70, new RandomKey(7))), value => Assert.Equal(0, value));
    }

    /// <summary>The uniform numbers are multiples of 2⁻²⁴: what is nearer to 0 or 1 than half of that is 0 or 1.</summary>
    [Fact]
    public void Probabilities_next_to_0_and_1_stay_finite()
    {
        float[] x = Some.Normal(70_000, new RandomKey(8));
        Assert.Null(Bits.Difference(x, Train(new Dropout(7, 1e-9), x)));
        Assert.All(Train(new Dropout(7, 1 - 1e-9), x), value => Assert.Equal(0, value));
        Assert.All(Train(new Dropout(7, 1 - Math.Pow(2, -24)), x), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        using var culture = new ForeignCulture();
        Refused(-0.1, "The probability of dropout is -0.1; it must be from 0 to 1.");
        Refused(1.5, "The probability of dropout is 1.5; it must be from 0 to 1.");
        Refused(double.NaN, "The probability of dropout is NaN; it must be from 0 to 1.");
        Assert.Equal("Dropout(3 -> 3, probability 0.5)", new Dropout(3).ToString());

        static void Refused(double p, string text) =>
            Assert.StartsWith(text, Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(3, p)).Message, StringComparison.Ordinal);
    }

    private float[] Train(Dropout layer, float[] x) => new LayerRun(layer, _processor, key: Key).Forward(x);
}
