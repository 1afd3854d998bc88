using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Saves the checkpoint of a run in its directory: after the first epoch, and then whenever a minimum interval has passed.</summary>
/// <remarks>
/// Writing takes milliseconds, which is a lot for an epoch of similar length. The interval limits this cost, and a crash loses at most one
/// interval and an epoch. The first epoch is saved immediately, so a run that is killed repeatedly still finishes.
/// The last epoch has no checkpoint, since the results are written right after it.
/// </remarks>
public sealed class RunCheckpoints : IRunObserver
{
    private readonly RunDirectory _directory;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly int _epochs;
    private readonly string _recipe;
    private long? _kept;

    internal RunCheckpoints(RunDirectory directory, Recipe recipe, TimeSpan interval, TimeProvider time) =>
        (_directory, _interval, _time, _epochs, _recipe) = (directory, interval, time, recipe.Epochs, recipe.ToJson());

    /// <summary>Reads the checkpoint of the run in a directory.</summary>
    /// <param name="directory">The run's directory, which contains a checkpoint.</param>
    /// <returns>The checkpoint, and the recipe of its run.</returns>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public static (Checkpoint Checkpoint, Recipe Recipe) Load(string directory)
    {
        string path = PathIn(directory);
        var (checkpoint, recipe) = Checkpoint.Load(path);
        return (checkpoint, RecipeReader.ParseInside(recipe, path));
    }

    /// <inheritdoc/>
    public bool WantsCheckpoint(EpochRecord epoch) => epoch.Epoch < _epochs && (_kept is not { } kept || _time.GetElapsedTime(kept) >= _interval);

    /// <inheritdoc/>
    public void OnCheckpoint(Checkpoint checkpoint)
    {
        _directory.WriteCheckpoint(path => checkpoint.Save(path, _recipe));
        _kept = _time.GetTimestamp();
    }

    /// <summary>Returns the path of the checkpoint of the run in a directory.</summary>
    internal static string PathIn(string directory) => Path.Combine(directory, RunDirectory.CheckpointFileName);
}
