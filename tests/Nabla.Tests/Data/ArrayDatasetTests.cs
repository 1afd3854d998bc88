using Nabla.Networks;

namespace Nabla.Tests.Data;

public sealed class ArrayDatasetTests
{
    [Fact]
    public void A_table_of_classes_has_labels()
    {
        var table = ArrayDataset.Classification("flowers", [1f, 2, 3, 4, 5, 6], [1, 0], ["setosa", "virginica"], featureNames: ["a", "b", "c"]);
        Assert.Equal((2, 3, 2, "classification into 2 classes"), (table.Count, table.Features, table.Classes, table.Task.ToString()));
        Assert.Equal([1, 0], table.Labels.ToArray());
        Assert.True(table.Values.IsEmpty && table.Weights.IsEmpty);
        Assert.Equal(["a", "b", "c"], table.FeatureNames);
    }

    [Fact]
    public void A_table_of_values_has_as_many_for_each_example_as_names()
    {
        var table = ArrayDataset.Regression("houses", [[1f], [2f]], [10, 11, 20, 21], ["price", "rent"], weights: [1, 0.5f]);
        Assert.Equal((2, 1, 0), (table.Count, table.Features, table.Classes));
        Assert.Empty(table.ClassNames);
        Assert.True(table.Labels.IsEmpty);
        Assert.Equal([10, 11, 20, 21], table.Values.ToArray());
        Assert.Equal([1, 0.5f], table.Weights.ToArray());
        Assert.Equal(["feature 0"], table.FeatureNames);
    }

    [Fact]
    public void Columns_are_standardised_each_by_its_own_mean_and_deviation()
    {
        var table = ArrayDataset.Regression("t", [[1f, 10], [3, 10], [100, 100], [5, 10]], [0, 0, 0, 0], ["y"]);
        var standardizer = table.MeasureStandardizer([0, 1, 3]);
        Assert.Equal([3, 10], standardizer.Mean);
        Assert.Equal([Math.Sqrt(8.0 / 3), 0], standardizer.Deviation);

        using var processor = new Processor(threads: 1);
        float[] batch = new float[4];
        table.Gather(processor, [2, 0], standardizer, new(batch, 2, 2));
        Assert.Equal([(float)(97 / Math.Sqrt(8.0 / 3)), 90, (float)(-2 / Math.Sqrt(8.0 / 3)), 0], batch);
    }

    [Fact]
    public void A_column_of_one_value_has_exactly_that_mean_and_deviation_0()
    {
        // The rounded mean of 0.1f, 49 times, would leave a deviation of about 1e-17 to divide by.
        var table = ArrayDataset.Regression("t", [.. Enumerable.Repeat(0.1f, 49)], new float[49], ["y"]);
        var standardizer = table.MeasureStandardizer([.. Enumerable.Range(0, 49)]);
        Assert.Equal((0.1f, 0), (standardizer.Mean[0], standardizer.Deviation[0]));
    }

    [Fact]
    public void Many_columns_are_gathered_as_few()
    {
        const int Columns = 150;
        var table = ArrayDataset.Regression("t", [.. Enumerable.Range(0, 3 * Columns).Select(i => (float)(i * i % 101))], new float[3], ["y"]);
        var standardizer = table.MeasureStandardizer([0, 1, 2]);
        using var processor = new Processor(threads: 1);
        float[] batch = new float[3 * Columns];
        table.Gather(processor, [0, 1, 2], standardizer, new(batch, 3, Columns));
        for (int i = 0; i < batch.Length; i++)
        {
            double deviation = standardizer.Deviation[i % Columns] == 0 ? 1 : standardizer.Deviation[i % Columns];
            Assert.Equal((float)(((i * i % 101) - standardizer.Mean[i % Columns]) / deviation), batch[i]);
        }
    }

    [Fact]
    public void Gathering_features_and_targets_allocates_nothing()
    {
        var table = ArrayDataset.Regression("t", new float[64 * 100], new float[64], ["y"], weights: new float[64]);
        var all = DataSplits.All(table, table.MeasureStandardizer([0]));
        var targets = new BatchTargets(outputs: 1, capacity: 64);
        using var processor = new Processor(threads: 1);
        float[] batch = new float[64 * 100];
        int[] positions = [.. Enumerable.Range(0, 64)];
        for (int i = 0; i < 3; i++)
            all.Gather(processor, positions, targets, new(batch, 64, 100));
        long before = GC.GetAllocatedBytesForCurrentThread();
        all.Gather(processor, positions, targets, new(batch, 64, 100));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Targets_of_a_batch_are_labels_or_values_and_weights()
    {
        var three = ArrayDataset.Classification("t", new float[3], [2, 0, 1], ["a", "b", "c"], weights: [1, 2, 3]);
        var targets = new BatchTargets(outputs: 3, capacity: 4);
        targets.Gather(DataSplits.All(three, new([0], [1])), [2, 0]);
        Assert.False(targets.Targets.AreValues);
        Assert.Equal([1, 2], targets.Targets.Labels.ToArray());
        Assert.Equal([3, 1], targets.Targets.Weights.ToArray());

        var two = ArrayDataset.Classification("t", new float[3], [1, 0, 1], ["no", "yes"]);
        var single = new BatchTargets(outputs: 1, capacity: 4);
        single.Gather(DataSplits.All(two, new([0], [1])), [0, 1]);
        Assert.True(single.Targets.AreValues);
        Assert.Equal([1, 0], single.Targets.Values.Data.ToArray());
        Assert.Equal([1, 0], single.Labels.ToArray());
        Assert.True(single.Targets.Weights.IsEmpty);

        var values = ArrayDataset.Regression("t", new float[2], [10, 11, 20, 21], ["p", "q"]);
        targets.Gather(DataSplits.All(values, new([0], [1])), [1]);
        Assert.Equal([20, 21], targets.Targets.Values.Data.ToArray());
        Assert.True(targets.Labels.IsEmpty);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Refused("t: got 5 features in all for 2 examples; expected the same number for each.", () => ArrayDataset.Classification("t", new float[5], [0, 0], ["a"]));
        Refused("t: the label of example 1 is 2; expected 0 to 1.", () => ArrayDataset.Classification("t", new float[4], [0, 2], ["a", "b"]));
        Refused("t: got 3 weights for 2 examples.", () => ArrayDataset.Classification("t", new float[4], [0, 0], ["a"], weights: new float[3]));
        Refused("t: the weight of example 1 is -1; expected a finite number of at least 0.", () => ArrayDataset.Classification("t", new float[4], [0, 0], ["a"], weights: [1, -1]));
        Refused("t: got 1 feature names for 2 features.", () => ArrayDataset.Classification("t", new float[4], [0, 0], ["a"], featureNames: ["x"]));
        Refused("t: age of example 1 is NaN; expected a finite number.", () => ArrayDataset.Classification("t", [1, 2, 3, float.NaN], [0, 0], ["a"], featureNames: ["size", "age"]));
        Refused("t: got 3 values; expected 2 for each example.", () => ArrayDataset.Regression("t", new float[2], new float[3], ["p", "q"]));
        Refused("t: q of example 0 is Infinity; expected a finite number.", () => ArrayDataset.Regression("t", new float[2], [0, float.PositiveInfinity], ["p", "q"]));
        Refused("t: example 1 has 1 features; example 0 has 2.", () => ArrayDataset.Regression("t", [[1f, 2], [3]], [0, 0], ["p"]));
        Refused("t: got the features of 1 examples and the targets of 2.", () => ArrayDataset.Regression("t", [[1f, 2]], [0, 0], ["p"]));
        Refused("Got no target names; expected at least 1.", () => ArrayDataset.Regression("t", new float[2], [], []));
        var table = ArrayDataset.Regression("t", new float[4], [0, 0], ["p"]);
        Refused("t: got no examples to measure mean and deviation; expected at least 1.", () => table.MeasureStandardizer([]));
        Refused("t: got example 2; there are examples 0 to 1.", () => table.MeasureStandardizer([2]));
        Assert.Equal(
            "t has no labels: it is a regression of 1 value. Take the features from Dataset.Gather and the targets from Dataset.Values.",
            Assert.Throws<InvalidOperationException>(() => DataSplits.All(table, new([0, 0], [1, 1])).Gather(null!, [0], new int[1], default, new int[1])).Message);

        static void Refused(string message, Action act) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }
}
