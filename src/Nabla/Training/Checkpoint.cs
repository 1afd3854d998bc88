namespace Nabla.Networks;

/// <summary>A run between two epochs, as a value: <see cref="Trainer.Fit"/> goes on from it as if the run had never stopped.</summary>
/// <remarks>
/// Random numbers depend on seed, epoch and step alone, so nothing of a generator is in here. Nor is what the records tell already:
/// the best epoch, the time that the steps took.
/// </remarks>
public sealed record Checkpoint
{
    /// <summary>The parameters and running statistics, laid out like <c>ParameterStore.State</c>.</summary>
    public required ReadOnlyMemory<float> Values { get; init; }

    /// <summary>Those of the best epoch, laid out the same.</summary>
    public required ReadOnlyMemory<float> BestValues { get; init; }

    /// <summary>What the training method remembers between steps.</summary>
    public required TrainingState State { get; init; }

    /// <summary>The epochs that have ended, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The layers at the end of each of them; empty where nobody asked.</summary>
    public IReadOnlyList<EpochInspection> Inspections { get; init; } = [];

    /// <summary>The loss of every step of theirs, in order.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>The fingerprint of the parameters before the first step.</summary>
    public required string InitialFingerprint { get; init; }
}
