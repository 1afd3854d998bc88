using Nabla.Networks;

namespace Nabla.Hosting.Tests;

/// <summary>Models of four features and three classes; each seed gives other weights.</summary>
internal static class SmallModels
{
    private static readonly string[] Features = ["a", "b", "c", "d"];

    public static Model Create(ulong seed, IReadOnlyList<string>? features = null, IReadOnlyList<string>? classes = null)
    {
        features ??= Features;
        var task = LearningTask.Classification(classes ?? ["x", "y", "z"]);
        var network = Network.Create(features.Count, [5], task.Names.Count, seed: seed);
        return new(network, InputSchema.Table(Standard(features.Count), features), task);
    }

    public static Model CreateRegression(ulong seed) =>
        new(Network.Create(4, [5], 1, seed: seed), InputSchema.Table(Standard(4), Features), LearningTask.Regression("price"));

    /// <summary>The fingerprint of the model of a seed.</summary>
    public static string Fingerprint(ulong seed) => Create(seed).Network.Parameters.Fingerprint();

    /// <summary>Puts a file in the place of another in one step, as careful writers do.</summary>
    public static void Replace(string path, Model model) => Replace(path, model.ToBytes());

    public static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes($"{path}.new", bytes);
        File.Move($"{path}.new", path, overwrite: true);
    }

    private static Standardizer Standard(int features) => new([.. Enumerable.Repeat(0.0, features)], [.. Enumerable.Repeat(1.0, features)]);
}
