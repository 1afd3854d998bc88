using Nabla.Networks;

namespace Nabla.Testing;

/// <summary>Values for tests, each drawn from a key, so that a failure repeats.</summary>
public static class Some
{
    /// <summary>Standard normal numbers.</summary>
    public static float[] Normal(int count, RandomKey key)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = key.Normal((ulong)i);
        return values;
    }

    /// <summary>Whole numbers from −4 to 4: sums of their products are exact in single precision up to a million terms.</summary>
    public static float[] Integers(int count, RandomKey key)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = key.Below((ulong)i, 9) - 4;
        return values;
    }

    /// <summary>Labels at least 0 and below <paramref name="classes"/>.</summary>
    public static int[] Labels(int count, int classes, RandomKey key)
    {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
            labels[i] = key.Below((ulong)i, classes);
        return labels;
    }

    /// <summary>A classifier of a network, on inputs that are not standardized.</summary>
    public static Model Model(Network network) => new(
        network,
        InputSchema.Table(new(new double[network.Inputs], [.. Enumerable.Repeat(1.0, network.Inputs)])),
        LearningTask.Classification([.. Enumerable.Range(0, network.Outputs).Select(i => $"class {i}")]));

    /// <summary>Rows and columns that catch a kernel's edges: one of each, odd ones, and more than any vector and tile.</summary>
    public static IEnumerable<(int Rows, int Inputs, int Outputs)> Shapes()
    {
        (int, int, int)[] chosen = [(1, 1, 1), (1, 7, 5), (2, 1, 3), (3, 17, 1), (5, 16, 32), (13, 33, 31), (12, 64, 10), (37, 19, 70)];
        var key = new RandomKey(2026);
        var drawn = Enumerable.Range(0, 6).Select(i => (1 + key.Below((ulong)(3 * i), 40), 1 + key.Below((ulong)((3 * i) + 1), 80), 1 + key.Below((ulong)((3 * i) + 2), 80)));
        return chosen.Concat(drawn);
    }
}
