namespace Nabla.Reports.Runs;

/// <summary>A frequent misclassification.</summary>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Count">The number of examples.</param>
/// <param name="ShareOfTruth">The fraction of the true class's examples.</param>
internal sealed record ConfusedPair(string Truth, string Predicted, long Count, double ShareOfTruth);

/// <summary>Finds the most frequent misclassifications.</summary>
internal static class ConfusedPairs
{
    /// <summary>Returns the most frequent misclassifications, in descending order; equally frequent ones in the order of the classes.</summary>
    public static IReadOnlyList<ConfusedPair> Of(long[][] confusion, IReadOnlyList<string> classes, int most) =>
        [.. confusion
            .SelectMany((row, truth) => row.Select((count, predicted) => (Truth: truth, Predicted: predicted, Count: count, Total: row.Sum())))
            .Where(cell => cell.Truth != cell.Predicted && cell.Count > 0)
            .OrderByDescending(cell => cell.Count)
            .Take(most)
            .Select(cell => new ConfusedPair(classes[cell.Truth], classes[cell.Predicted], cell.Count, (double)cell.Count / cell.Total))];
}
