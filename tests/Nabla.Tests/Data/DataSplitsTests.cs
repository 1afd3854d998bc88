using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Data;

public sealed class DataSplitsTests
{
    private static readonly ImageDataset Training = SomeImages.Create(50, new(3, 4, 4), seed: 1);
    private static readonly ImageDataset Test = SomeImages.Create(20, new(3, 4, 4), seed: 2);

    [Fact]
    public void Training_and_validation_are_disjoint_and_complete()
    {
        var splits = DataSplits.Create(Training, Test, 0.1, new RandomKey(42));

        Assert.Equal(45, splits.Train.Count);
        Assert.Equal(5, splits.Validation.Count);
        Assert.Equal(Enumerable.Range(0, 50), Rows(splits.Train).Concat(Rows(splits.Validation)).Order());
        Assert.Equal(Enumerable.Range(0, 20), Rows(splits.Test));
    }

    [Fact]
    public void The_key_draws_the_split()
    {
        int[] once = Rows(DataSplits.Create(Training, Test, 0.1, new RandomKey(42)).Validation);
        int[] again = Rows(DataSplits.Create(Training, Test, 0.1, new RandomKey(42)).Validation);
        int[] other = Rows(DataSplits.Create(Training, Test, 0.1, new RandomKey(43)).Validation);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Fact]
    public void The_standardizer_is_measured_on_the_training_split_and_applied_to_all()
    {
        var splits = DataSplits.Create(Training, Test, 0.3, new RandomKey(42));
        var measured = Training.MeasureStandardizer(splits.Train.Rows.Span);

        Assert.Equal(measured.Mean, splits.Train.Standardizer.Mean);
        Assert.Same(splits.Train.Standardizer, splits.Validation.Standardizer);
        Assert.Same(splits.Train.Standardizer, splits.Test.Standardizer);
    }

    [Fact]
    public void Scaled_splits_hold_the_same_examples_times_the_factor()
    {
        var splits = DataSplits.Create(Training, Test, 0.3, new RandomKey(42));
        var scaled = splits.Scaled(4);

        Assert.Equal(Rows(splits.Validation), Rows(scaled.Validation));
        Assert.Equal(splits.Train.Standardizer.Mean, scaled.Train.Standardizer.Mean);
        Assert.Equal(splits.Train.Standardizer.Deviation.Select(deviation => deviation / 4), scaled.Train.Standardizer.Deviation);
        Assert.Same(scaled.Train.Standardizer, scaled.Validation.Standardizer);
        Assert.Same(scaled.Train.Standardizer, scaled.Test.Standardizer);
        // A power of two changes no digit.
        Assert.All(Numbers(splits.Test).Zip(Numbers(scaled.Test)), pair => Assert.Equal(4 * pair.First, pair.Second));
    }

    [Theory]
    [InlineData(0, "The factor is 0; it must be a finite number above 0.")]
    [InlineData(-0.5, "The factor is -0.5; it must be a finite number above 0.")]
    [InlineData(double.PositiveInfinity, "The factor is Infinity; it must be a finite number above 0.")]
    public void A_factor_that_is_none_is_named(double factor, string message)
    {
        using var culture = new ForeignCulture();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DataSplits.Create(Training, Test, 0.3, new RandomKey(42)).Scaled(factor));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.999, 49)]
    public void At_least_one_example_goes_each_way(double fraction, int validation) =>
        Assert.Equal(validation, DataSplits.Create(Training, Test, fraction, new RandomKey(1)).Validation.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    public void A_fraction_that_leaves_nothing_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplits.Create(Training, Test, fraction, new RandomKey(1)));

    [Fact]
    public void One_example_cannot_be_split()
    {
        var error = Assert.Throws<ArgumentException>(() => DataSplits.Create(SomeImages.Create(1, new(1, 1, 1)), Test, 0.1, new RandomKey(1)));

        Assert.StartsWith("some has 1 examples; a split requires at least 2.", error.Message, StringComparison.Ordinal);
    }

    private static int[] Rows(Subset subset) => subset.Rows.ToArray();

    private static float[] Numbers(Subset subset)
    {
        using var processor = new Processor(1);
        float[] batch = new float[subset.Count * subset.Dataset.Features];
        subset.Gather(
            processor, [.. Enumerable.Range(0, subset.Count)], new int[subset.Count], new(batch, subset.Count, subset.Dataset.Features), new int[subset.Count]);
        return batch;
    }
}
