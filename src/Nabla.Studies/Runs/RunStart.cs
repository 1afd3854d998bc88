using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Where a run starts: its directory, its recipe, and what is there already. Decided once, before any work is done.</summary>
/// <remarks>The directory is locked against other writers until this is disposed.</remarks>
public sealed class RunStart : IDisposable
{
    private RunStart(RunDirectory directory, Recipe recipe, RunStartKind kind, Checkpoint? checkpoint = null, RunResult? result = null) =>
        (Directory, Recipe, Kind, Checkpoint, Result) = (directory, recipe, kind, checkpoint, result);

    /// <summary>The recipe, with its name.</summary>
    public Recipe Recipe { get; }

    /// <summary>What the run starts from.</summary>
    public RunStartKind Kind { get; }

    /// <summary>The result of a run that has finished; null for any other.</summary>
    public RunResult? Result { get; }

    /// <summary>The path of the run's directory.</summary>
    public string Path => Directory.Path;

    /// <summary>The checkpoint to resume from; null if there is none.</summary>
    internal Checkpoint? Checkpoint { get; }

    /// <summary>The run's directory.</summary>
    internal RunDirectory Directory { get; }

    /// <summary>Decides where the run of a recipe starts.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="options">Where the run is written, and whether it replaces or resumes one.</param>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; every error is listed.</exception>
    /// <exception cref="OutputDirectoryException">The output directory holds a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or of another run.</exception>
    public static RunStart Decide(Recipe recipe, RunOptions options) => Decide(_ => recipe, options);

    /// <summary>Decides where a run starts whose recipe names only some fields.</summary>
    /// <param name="recipe">The recipe, given the values of the fields that it does not name: those of the run to resume, or the defaults.</param>
    /// <param name="options">Where the run is written, and whether it replaces or resumes one.</param>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; every error is listed.</exception>
    /// <exception cref="OutputDirectoryException">The output directory holds a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or of another run.</exception>
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

    /// <summary>Releases the directory; a run that left nothing to keep is removed from it.</summary>
    public void Dispose() => Directory.Dispose();

    /// <summary>Claims the directory that was asked for; without one, the first that is free of NAME, NAME-2, NAME-3, and so on.</summary>
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
                // The next number.
            }
        }
    }

    /// <summary>Returns the last of NAME, NAME-2, NAME-3, and so on that holds a run.</summary>
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
            throw new OutputDirectoryException($"{directory.Path} holds a checkpoint but no {RunDirectory.RecipeFileName}; put that back, or begin again with --force.");
        var asked = Named(recipe(begun ?? new Recipe()));
        if (begun is not null)
            asked = asked.DecidedAs(begun);
        var finished = directory.ReadResult() is { StopReason: not StopReason.Cancelled } result ? result : null;
        RefuseAnother(asked, begun ?? finished?.Recipe, directory.Path);
        if (finished is not null)
        {
            // A crash between the result and the end of the run leaves it there.
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
                $"{difference.Field} is {difference.First}, but the run in {directory} was begun with {difference.Second}; leave it out to continue that run, or begin another with --out or --force.")]);
    }

    private static Checkpoint? LoadCheckpoint(string directory, Recipe begun)
    {
        if (!RunDirectory.HoldsCheckpoint(directory))
            return null;
        var (checkpoint, recipe) = RunCheckpoints.Load(directory);
        return RecipeComparison.Differences(recipe, begun) is [var (field, kept, expected), ..]
            ? throw new InvalidDataException(
                $"{RunCheckpoints.PathIn(directory)} is not of this run: its {field} is {kept}, that of {RunDirectory.RecipeFileName} is {expected}; begin again with --force.")
            : checkpoint;
    }
}

/// <summary>What a run starts from.</summary>
public enum RunStartKind
{
    /// <summary>Nothing: there was no run, or it is replaced.</summary>
    Fresh,

    /// <summary>A run of which no epoch had ended; it starts again.</summary>
    Restarted,

    /// <summary>A checkpoint.</summary>
    Resumed,

    /// <summary>A run that has finished; there is nothing to do.</summary>
    Finished,
}
