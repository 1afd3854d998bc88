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

    /// <summary>The loss of every step of theirs, in order.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>The fingerprint of the parameters before the first step.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>Reads a checkpoint and the recipe that its run belongs to.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The checkpoint, and the text that <see cref="Save"/> was given.</returns>
    /// <exception cref="InvalidDataException">The file is missing, damaged, edited or of another version.</exception>
    public static (Checkpoint Checkpoint, string Recipe) Load(string path) => CheckpointFile.Load(path);

    /// <summary>Writes the checkpoint as a safetensors file; the file gets its name only when it is complete and on the disk.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="recipe">The recipe that its run belongs to, as text.</param>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    public void Save(string path, string recipe) => CheckpointFile.Save(path, this, recipe);
}
