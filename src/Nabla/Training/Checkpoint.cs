namespace Nabla.Networks;

/// <summary>The state of a run between two epochs, as a value: <see cref="Trainer.Fit"/> resumes from it as if the run had not been interrupted.</summary>
/// <remarks>
/// Random values depend only on seed, epoch and step, so there is no generator state. Values that follow from the records, such as
/// the best epoch and the training time, are not stored.
/// </remarks>
public sealed record Checkpoint
{
    /// <summary>Gets the parameters and running statistics, laid out like <c>ParameterStore.State</c>.</summary>
    public required ReadOnlyMemory<float> Values { get; init; }

    /// <summary>Gets the parameters and running statistics of the best epoch, in the same layout.</summary>
    public required ReadOnlyMemory<float> BestValues { get; init; }

    /// <summary>Gets the state of the training method.</summary>
    public required TrainingState State { get; init; }

    /// <summary>Gets the completed epochs, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>Gets the loss of every step of these epochs, in order.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>Gets the fingerprint of the parameters before the first step.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>Reads a checkpoint and the recipe that its run belongs to.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The checkpoint, and the recipe passed to <see cref="Save"/>.</returns>
    /// <exception cref="InvalidDataException">The file is missing, damaged, edited or of another version.</exception>
    public static (Checkpoint Checkpoint, string Recipe) Load(string path) => CheckpointFile.Load(path);

    /// <summary>Writes the checkpoint as a safetensors file. The file appears under its name only once it is complete on disk.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="recipe">The recipe of the run, as text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, string recipe) => CheckpointFile.Save(path, this, recipe);
}
