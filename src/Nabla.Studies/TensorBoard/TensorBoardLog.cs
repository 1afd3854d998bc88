using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Writes a run as events for TensorBoard: its figures, and histograms of parameters and gradients, at the end of every epoch. The step of an event is the epoch.</summary>
/// <remarks>
/// <code>
/// loss/train, loss/validation, accuracy/train, accuracy/validation, rmse/validation, mae/validation, r2/validation, penalty, learning rate
/// parameters/layers.0.weight, …      gradients/layers.0.weight, …      the gradient of the epoch's last step
/// </code>
/// Missing figures are omitted. A resumed run appends a file, whose events replace those of repeated epochs.
/// </remarks>
public sealed class TensorBoardLog : IRunObserver, IDisposable
{
    private readonly string _directory;
    private readonly TimeProvider _time;
    private ParameterStore? _parameters;
    private EventFile? _file;

    private TensorBoardLog(string directory, TimeProvider time) => (_directory, _time) = (directory, time);

    /// <summary>Prepares a log in a directory. The first file is created when training begins.</summary>
    /// <param name="directory">The directory; created if it does not exist.</param>
    /// <param name="start">The start of the run: a resumed run appends, any other rejects a directory with events of another run.</param>
    /// <param name="options">The options: whether to delete existing events, and the clock.</param>
    /// <exception cref="OutputDirectoryException">The directory contains events of another run, or is a file.</exception>
    public static TensorBoardLog In(string directory, RunStart start, RunOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (File.Exists(directory))
            throw new OutputDirectoryException($"{directory} is a file; choose a directory with --tensorboard.");
        string[] found = EventFile.In(directory);
        if (found.Length > 0 && start.Kind == RunStartKind.Fresh)
        {
            if (!options.Force)
                throw new OutputDirectoryException($"{directory} already holds TensorBoard events of a run; choose another with --tensorboard, or replace them with --force.");
            Attempt(directory, () => Array.ForEach(found, File.Delete));
        }

        return new(directory, options.Time);
    }

    /// <inheritdoc/>
    public void OnReady(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _parameters = plan.Network.Parameters;
    }

    /// <inheritdoc/>
    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => Attempt(_directory, () => _file = EventFile.Create(_directory, _time));

    /// <inheritdoc/>
    public void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        Attempt(_directory, () => _file!.Resume(epochs.Count + 1));
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Attempt(_directory, () => Write(_file!, epoch));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    private void Write(EventFile file, EpochRecord epoch)
    {
        int step = epoch.Epoch;
        file.Scalar("loss/train", step, epoch.TrainLoss);
        file.Scalar("loss/validation", step, epoch.ValidationLoss);
        file.Scalar("accuracy/train", step, epoch.TrainAccuracy);
        file.Scalar("accuracy/validation", step, epoch.ValidationAccuracy);
        file.Scalar("rmse/validation", step, epoch.ValidationRmse);
        file.Scalar("mae/validation", step, epoch.ValidationMae);
        file.Scalar("r2/validation", step, epoch.ValidationR2);
        file.Scalar("penalty", step, epoch.Penalty == 0 ? null : epoch.Penalty);
        file.Scalar("learning rate", step, epoch.LearningRate);
        foreach (var parameter in _parameters!.All)
        {
            file.Histogram($"parameters/{parameter.Name}", step, Histogram.Of(parameter.Value.Data));
            file.Histogram($"gradients/{parameter.Name}", step, Histogram.Of(parameter.Gradient.Data));
        }

        file.Flush();
    }

    private static void Attempt(string directory, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"TensorBoard's events cannot be written to {directory} ({error.Message.TrimEnd('.')}); choose another directory with --tensorboard.", error) { IsFailure = true };
        }
    }
}
