namespace Nabla.Reports.Runs;

/// <summary>A class that was taken for another.</summary>
/// <param name="Truth">What the images show.</param>
/// <param name="Predicted">What they were taken for.</param>
/// <param name="Count">How many of them.</param>
/// <param name="ShareOfTruth">Of all images of the true class, the share.</param>
internal sealed record ConfusedPair(string Truth, string Predicted, long Count, double ShareOfTruth);

/// <summary>Finds the mistakes that were made most often.</summary>
internal static class ConfusedPairs
{
    /// <summary>The most frequent mistakes, the most frequent first; equally frequent ones in the order of the classes.</summary>
    public static IReadOnlyList<ConfusedPair> Of(long[][] confusion, IReadOnlyList<string> classes, int most) =>
        [.. confusion
            .SelectMany((row, truth) => row.Select((count, predicted) => (Truth: truth, Predicted: predicted, Count: count, Total: row.Sum())))
            .Where(cell => cell.Truth != cell.Predicted && cell.Count > 0)
            .OrderByDescending(cell => cell.Count)
            .Take(most)
            .Select(cell => new ConfusedPair(classes[cell.Truth], classes[cell.Predicted], cell.Count, (double)cell.Count / cell.Total))];
}
