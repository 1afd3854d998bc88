namespace Nabla.Training;

/// <summary>How to train; what to train and with which rule stand beside it.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the training examples. At least 1. Default 10 (convention U6 of the documents).</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples in a step. At least 1. Default 128 (convention U3).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Whether the examples that do not fill a batch at the end of an epoch sit it out. Default true (convention U4).</summary>
    public bool DropLastBatch { get; init; } = true;

    /// <summary>Draws the order of the examples in every epoch. Default 42 (convention U6).</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Every error there is, as sentences; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Epochs < 1)
            errors.Add($"epochs is {Epochs}; it must be at least 1.");
        if (BatchSize < 1)
            errors.Add($"batchSize is {BatchSize}; it must be at least 1.");
        return errors;
    }
}
