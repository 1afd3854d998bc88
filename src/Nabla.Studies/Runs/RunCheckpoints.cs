using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Keeps the checkpoint of a run in its directory: of the first epoch that ends, and then whenever enough time has passed.</summary>
/// <remarks>
/// Writing takes milliseconds, which is much for an epoch of as few. The interval bounds what it costs, and a crash takes no more than the
/// interval and an epoch. The first epoch counts at once, so a run that is killed again and again still comes to its end.
/// The last epoch has none: the results are written a moment later.
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
    /// <param name="directory">The run's directory; it holds a checkpoint.</param>
    /// <returns>The checkpoint, and the recipe of the run that it is of.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
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

    /// <summary>Where the checkpoint of the run in a directory is.</summary>
    internal static string PathIn(string directory) => Path.Combine(directory, RunDirectory.CheckpointFileName);
}
