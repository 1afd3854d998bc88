using System.Globalization;
using Nabla.Networks;

namespace Nabla.Theory.Oracles;

/// <summary>Random numbers of a claim: from its id, so that no claim's numbers depend on another's.</summary>
internal static class Draws
{
    private const ulong Seed = 2026;

    /// <summary>The stream of a claim.</summary>
    public static RandomKey For(string id) => new RandomKey(Seed).Fold(id[0]).Fold(ulong.Parse(id.AsSpan(1), CultureInfo.InvariantCulture));

    /// <summary>Standard normal numbers.</summary>
    public static double[] Normals(RandomKey key, int count) => [.. Enumerable.Range(0, count).Select(i => (double)key.Normal((ulong)i))];

    /// <summary>A matrix of standard normal numbers.</summary>
    public static Matrix Normals(RandomKey key, int rows, int columns) => Matrix.Build.DenseOfRowMajor(rows, columns, Normals(key, rows * columns));

    /// <summary>A matrix of normal numbers that all lie at least 1e-3 from 0, where rectifiers and absolute values have a kink.</summary>
    public static Matrix AwayFromZero(RandomKey key, int rows, int columns) =>
        Normals(key, rows, columns).Map(value => Math.Abs(value) < 1e-3 ? value + Math.CopySign(1e-2, value) : value);

    /// <summary>One row a sample, 1 at its class.</summary>
    public static Matrix OneHot(RandomKey key, int samples, int classes)
    {
        var targets = Matrix.Build.Dense(samples, classes);
        for (int s = 0; s < samples; s++)
            targets[s, key.Below((ulong)s, classes)] = 1;
        return targets;
    }
}
