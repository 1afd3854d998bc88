using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The start of a run: its directory, its recipe, and its existing files. Decided once, before any work is done.</summary>
/// <remarks>The directory is locked against other writers until this is disposed.</remarks>
public sealed class RunStart : IDisposable
{
    private RunStart(RunDirectory directory, Recipe recipe, RunStartKind kind, Checkpoint? checkpoint = null, RunResult? result = null) =>
        (Directory, Recipe, Kind, Checkpoint, Result) = (directory, recipe, kind, checkpoint, result);

    /// <summary>Gets the recipe, with its name.</summary>
    public Recipe Recipe { get; }

    /// <summary>Gets what the run starts from.</summary>
    public RunStartKind Kind { get; }

    /// <summary>Gets the result of a finished run; otherwise null.</summary>
    public RunResult? Result { get; }

    /// <summary>Gets the path of the run's directory.</summary>
    public string Path => Directory.Path;

    /// <summary>Gets the checkpoint to resume from; null if there is none.</summary>
    internal Checkpoint? Checkpoint { get; }

    /// <summary>Gets the run's directory.</summary>
    internal RunDirectory Directory { get; }

    /// <summary>Decides how the run of a recipe starts.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="options">The options, such as the output directory and whether to replace or resume a run.</param>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; the message lists every error.</exception>
    /// <exception cref="OutputDirectoryException">The output directory contains a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or belongs to another run.</exception>
    public static RunStart Decide(Recipe recipe, RunOptions options) => Decide(_ => recipe, options);

    /// <summary>Decides how a run starts whose recipe specifies only some fields.</summary>
    /// <param name="recipe">Returns the recipe, given the values of unspecified fields: those of the run to resume, or the defaults.</param>
    /// <param name="options">The options, such as the output directory and whether to replace or resume a run.</param>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; the message lists every error.</exception>
    /// <exception cref="OutputDirectoryException">The output directory contains a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or belongs to another run.</exception>
    public static RunStart Decide(Func<Recipe, Recipe> recipe, RunOptions options)
    {
        if (options is { Resume: true, Force: true })
            throw new ArgumentException("A run is either resumed or replaced: set Resume or Force, not both.", nameof(options));
        if (!options.Resume)
        {
            var (fresh, asked) = Claim(Named(recipe(new Recipe())), options);
            return new(fresh, asked, RunStartKind.Fresh);
        }

        var directory = RunDirectory.Claim(options.OutputDirectory ?? Newest(options.DirectoryFor(Named(recipe(new Recipe())))), force: false, resume: true);
        try
        {
            return Resumed(directory, recipe);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Releases the directory, and deletes it if nothing is kept.</summary>
    public void Dispose() => Directory.Dispose();

    /// <summary>Claims the requested directory; without one, the first free one of NAME, NAME-2, NAME-3, and so on.</summary>
    private static (RunDirectory Directory, Recipe Recipe) Claim(Recipe recipe, RunOptions options)
    {
        if (options.OutputDirectory is not null || options.Force)
            return (RunDirectory.Claim(options.DirectoryFor(recipe), options.Force), recipe);
        for (int number = 1; ; number++)
        {
            var numbered = number == 1 ? recipe : recipe with { Name = Numbered(recipe.RunName, number) };
            try
            {
                return (RunDirectory.Claim(options.DirectoryFor(numbered), force: false), numbered);
            }
            catch (OutputDirectoryException taken) when (taken.IsTaken)
            {
                // Try the next number.
            }
        }
    }

    /// <summary>Returns the last of NAME, NAME-2, NAME-3, and so on that contains a run.</summary>
    private static string Newest(string directory)
    {
        int last = 1;
        while (RunDirectory.HoldsRun(Numbered(directory, last + 1)))
            last++;
        return last == 1 ? directory : Numbered(directory, last);
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static RunStart Resumed(RunDirectory directory, Func<Recipe, Recipe> recipe)
    {
        var begun = RunDirectory.RecipeIn(directory.Path);
        if (begun is null && RunDirectory.HoldsCheckpoint(directory.Path))
            throw new OutputDirectoryException($"{directory.Path} holds a checkpoint but no {RunDirectory.RecipeFileName}; put that back, or start again with --force.");
        var asked = Named(recipe(begun ?? new Recipe()));
        if (begun is not null)
            asked = asked.DecidedAs(begun);
        var finished = directory.ReadResult() is { StopReason: not StopReason.Cancelled } result ? result : null;
        RefuseAnother(asked, begun ?? finished?.Recipe, directory.Path);
        if (finished is not null)
        {
            // A crash between writing the result and the end of the run leaves the checkpoint.
            directory.ClearCheckpoint();
            return new(directory, asked, RunStartKind.Finished, result: finished);
        }

        if (begun is null)
            return new(directory, asked, RunStartKind.Fresh);
        return LoadCheckpoint(directory.Path, begun) is { } checkpoint
            ? new(directory, asked, RunStartKind.Resumed, checkpoint)
            : new(directory, asked, RunStartKind.Restarted);
    }

    private static Recipe Named(Recipe recipe) =>
        recipe.Validate() is { Count: > 0 } errors ? throw new RecipeException("the recipe", errors) : recipe with { Name = recipe.RunName };

    private static void RefuseAnother(Recipe recipe, Recipe? begun, string directory)
    {
        if (begun is null || RecipeComparison.Differences(recipe, begun) is not { Count: > 0 } differences)
            return;
        throw new RecipeException(
            "the recipe",
            [.. differences.Select(difference =>
                $"{difference.Field} is {difference.First}, but the run in {directory} was started with {difference.Second}; leave it out to continue that run, or start another with --out or --force.")]);
    }

    private static Checkpoint? LoadCheckpoint(string directory, Recipe begun)
    {
        if (!RunDirectory.HoldsCheckpoint(directory))
            return null;
        var (checkpoint, recipe) = RunCheckpoints.Load(directory);
        return RecipeComparison.Differences(recipe, begun) is [var (field, kept, expected), ..]
            ? throw new InvalidDataException(
                $"{RunCheckpoints.PathIn(directory)} does not belong to this run: its {field} is {kept}, that of {RunDirectory.RecipeFileName} is {expected}; start again with --force.")
            : checkpoint;
    }
}

/// <summary>Specifies what a run starts from.</summary>
public enum RunStartKind
{
    /// <summary>A new run: there was none, or it is replaced.</summary>
    Fresh,

    /// <summary>A run without a completed epoch, which is restarted.</summary>
    Restarted,

    /// <summary>A checkpoint.</summary>
    Resumed,

    /// <summary>A finished run, with nothing to do.</summary>
    Finished,
}
