using Nabla.Networks;

namespace Nabla.Tables.Tests;

/// <summary>What a data set gives to a network.</summary>
internal static class Rows
{
    /// <summary>All features as they are, example after example.</summary>
    public static float[] Raw(Dataset data) =>
        Gather(data, [.. Enumerable.Range(0, data.Count)], new Standardizer(new double[data.Features], [.. Enumerable.Repeat(1.0, data.Features)]));

    public static float[] Gather(Dataset data, int[] rows, Standardizer standardizer)
    {
        using var processor = new Processor(threads: 1);
        float[] batch = new float[rows.Length * data.Features];
        data.Gather(processor, rows, standardizer, new MatrixView(batch, rows.Length, data.Features));
        return batch;
    }

    /// <summary>Asserts that two data sets give the same bits.</summary>
    public static void AssertSame(Dataset expected, Dataset actual, int[] rows)
    {
        var (first, second) = (expected.MeasureStandardizer(rows), actual.MeasureStandardizer(rows));
        Assert.Equal(first.Mean, second.Mean);
        Assert.Equal(first.Deviation, second.Deviation);
        Assert.Equal(Gather(expected, rows, first), Gather(actual, rows, second));
        var (schema, other) = (expected.DescribeInput(first), actual.DescribeInput(second));
        Assert.Equal(schema.FeatureNames, other.FeatureNames);
        Assert.Equal(schema.Image, other.Image);
    }
}
