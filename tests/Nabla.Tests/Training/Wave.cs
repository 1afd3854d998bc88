using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>A regression for tests: a curved function of three features with normal noise, which a linear model cannot follow.</summary>
internal static class Wave
{
    /// <summary>The standard deviation of the noise.</summary>
    public const float Noise = 0.1f;

    /// <summary>Examples of y = 2a/(1 + a²) + b²/2 − a c + noise, and of 3 y where two values are asked for.</summary>
    public static ArrayDataset Create(int count, int values = 1, float[]? weights = null)
    {
        var key = new RandomKey(21);
        float[] features = new float[3 * count], targets = new float[values * count];
        for (int i = 0; i < features.Length; i++)
            features[i] = 10 + (4 * key.Fold(1).Normal((ulong)i));
        for (int i = 0; i < count; i++)
        {
            var (a, b, c) = ((features[3 * i] - 10) / 4, (features[(3 * i) + 1] - 10) / 4, (features[(3 * i) + 2] - 10) / 4);
            float y = (2 * a / (1 + (a * a))) + (b * b / 2) - (a * c) + (Noise * key.Fold(2).Normal((ulong)i));
            for (int j = 0; j < values; j++)
                targets[(i * values) + j] = j == 0 ? y : 3 * y;
        }

        return ArrayDataset.Regression("wave", features, targets, [.. new[] { "y", "3y" }.Take(values)], weights);
    }
}
