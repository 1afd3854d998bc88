namespace Nabla.Networks;

/// <summary>A selection of a data set's examples, standardized.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Rows">The indices of the examples, in order.</param>
/// <param name="Standardizer">The standardizer, computed on the training split.</param>
public sealed record Subset(Dataset Dataset, ReadOnlyMemory<int> Rows, Standardizer Standardizer)
{
    /// <summary>Gets the number of examples.</summary>
    public int Count => Rows.Length;

    /// <summary>Copies examples and their targets into a batch.</summary>
    /// <param name="processor">The processor that does the work.</param>
    /// <param name="positions">The examples, as positions in <see cref="Rows"/>.</param>
    /// <param name="targets">Receives the targets.</param>
    /// <param name="batch">Receives the features, positions.Length × features.</param>
    internal void Gather(Processor processor, ReadOnlySpan<int> positions, BatchTargets targets, MatrixView batch)
    {
        targets.Gather(this, positions);
        Dataset.Gather(processor, targets.Rows, Standardizer, batch);
    }

    /// <summary>Copies examples and labels into a batch.</summary>
    /// <param name="processor">The processor that does the work.</param>
    /// <param name="positions">The examples, as positions in <see cref="Rows"/>.</param>
    /// <param name="rows">Receives the indices of the examples in the data set, one per position.</param>
    /// <param name="batch">Receives the features, positions.Length × features.</param>
    /// <param name="labels">Receives the labels, one per position.</param>
    /// <exception cref="InvalidOperationException">The data set has values, not labels.</exception>
    public void Gather(Processor processor, ReadOnlySpan<int> positions, Span<int> rows, MatrixView batch, Span<int> labels)
    {
        if (!Dataset.Task.IsClassification)
            throw new InvalidOperationException($"{Dataset.Name} has no labels: it is a {Dataset.Task}. Take the features from Dataset.Gather and the targets from Dataset.Values.");
        var all = Rows.Span;
        var datasetLabels = Dataset.Labels;
        for (int i = 0; i < positions.Length; i++)
        {
            rows[i] = all[positions[i]];
            labels[i] = datasetLabels[rows[i]];
        }

        Dataset.Gather(processor, rows, Standardizer, batch);
    }
}
