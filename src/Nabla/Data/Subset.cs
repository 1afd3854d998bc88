namespace Nabla.Networks;

/// <summary>Some examples of a data set, as a network sees them: standardised.</summary>
/// <param name="Dataset">Where the examples are.</param>
/// <param name="Rows">Which of them, in order.</param>
/// <param name="Standardizer">Measured on the training split.</param>
public sealed record Subset(Dataset Dataset, ReadOnlyMemory<int> Rows, Standardizer Standardizer)
{
    /// <summary>How many examples there are.</summary>
    public int Count => Rows.Length;

    /// <summary>Copies examples and their targets into a batch.</summary>
    /// <param name="processor">Who does the work.</param>
    /// <param name="positions">Which examples: positions in <see cref="Rows"/>.</param>
    /// <param name="targets">Receives the targets.</param>
    /// <param name="batch">Receives the features: positions.Length × features.</param>
    internal void Gather(Processor processor, ReadOnlySpan<int> positions, BatchTargets targets, MatrixView batch)
    {
        targets.Gather(this, positions);
        Dataset.Gather(processor, targets.Rows, Standardizer, batch);
    }

    /// <summary>Copies examples and labels into a batch.</summary>
    /// <param name="processor">Who does the work.</param>
    /// <param name="positions">Which examples: positions in <see cref="Rows"/>.</param>
    /// <param name="rows">Room for the examples' numbers in the data set, as many as positions.</param>
    /// <param name="batch">Receives the features: positions.Length × features.</param>
    /// <param name="labels">Receives the labels, as many as positions.</param>
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
