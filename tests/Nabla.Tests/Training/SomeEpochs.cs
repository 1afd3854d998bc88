using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>Epochs that have ended, for schedules to look at.</summary>
internal static class SomeEpochs
{
    /// <summary>So many epochs; those that have no figures have none of validation.</summary>
    public static IReadOnlyList<EpochRecord> Of(int count, IReadOnlyList<double>? losses = null, IReadOnlyList<double>? accuracies = null) =>
        [.. Enumerable.Range(0, count).Select(i => new EpochRecord(i + 1, i + 1, 1, 0.5, At(losses, i), At(accuracies, i), TimeSpan.Zero))];

    private static double? At(IReadOnlyList<double>? figures, int index) => index < figures?.Count ? figures[index] : null;
}
