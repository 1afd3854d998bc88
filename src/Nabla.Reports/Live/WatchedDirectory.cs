using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A run in a directory: a completed one, or one that another process is training, up to its checkpoint.</summary>
/// <remarks>Files are checked on each request, and read again only if they have changed.</remarks>
/// <param name="directory">The run's directory.</param>
/// <param name="options">Options, such as where to find data.</param>
public sealed class WatchedDirectory(string directory, ReportOptions options) : ILiveRun
{
    private static readonly string[] Watched = [RunDirectory.ResultFileName, RunDirectory.RecipeFileName, RunDirectory.CheckpointFileName];

    private LiveState? _state;
    private (DateTime Written, long Length)[] _seen = [];

    /// <inheritdoc/>
    public LiveState State
    {
        get
        {
            (DateTime Written, long Length)[] found = [.. Watched.Select(Look)];
            if (_state is null || !found.AsSpan().SequenceEqual(_seen))
                (_seen, _state) = (found, Take(result: found[0], checkpoint: found[2]));
            return _state;
        }
    }

    /// <summary>Returns when a file was written, and its length; -1 if there is none.</summary>
    private (DateTime Written, long Length) Look(string name)
    {
        var file = new FileInfo(Path.Combine(directory, name));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
    }

    private LiveState Take((DateTime Written, long Length) result, (DateTime Written, long Length) checkpoint)
    {
        // A cancelled run leaves both; if the checkpoint is newer, the run is being continued.
        bool hasEnded = result.Length >= 0 && result.Written >= checkpoint.Written;
        return hasEnded || !RunDirectory.HoldsUnfinishedRun(directory)
            ? new(hasEnded, () => RunReader.Read(directory, options))
            : new(hasEnded: false, () => (checkpoint.Length >= 0 ? FromCheckpoint() : FromRecipe()).ToReport());
    }

    private PartialRun FromCheckpoint()
    {
        var (checkpoint, recipe) = RunCheckpoints.Load(directory);
        return new()
        {
            Recipe = recipe,
            Epochs = checkpoint.Epochs,
            StepLosses = checkpoint.StepLosses,
        };
    }

    /// <summary>Reads the recipe; an unreadable recipe is a damaged file here, not an invalid argument.</summary>
    private PartialRun FromRecipe()
    {
        try
        {
            return new()
            {
                Recipe = RunDirectory.RecipeIn(directory) ?? throw new RunFormatException($"{directory} does not contain a run: there is no {RunDirectory.RecipeFileName} in it; give the directory of a run."),
            };
        }
        catch (RecipeException error)
        {
            throw new RunFormatException($"{error.Origin}: {error.Errors[0]}", error);
        }
    }
}
