using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Runs a recipe: prepares data and network, trains, tests the best epoch, and saves the results to a directory.</summary>
public static class Run
{
    /// <summary>The metadata key of the recipe in a model.</summary>
    public const string RecipeMetadata = "recipe";

    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="options">The options, such as the output directory and the number of threads.</param>
    /// <param name="cancellation">Ends training after the current step; the results so far are then tested and saved.</param>
    /// <returns>
    /// The contents of <c>result.json</c>. <see cref="RunResult.StopReason"/> shows whether a run diverged or was cancelled; a cancelled run
    /// can be resumed.
    /// </returns>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; the message lists every error.</exception>
    /// <exception cref="OutputDirectoryException">The output directory contains a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged or belongs to another run, or the data are missing or invalid.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before training began; no files are left behind.</exception>
    public static RunResult Execute(Recipe recipe, RunOptions options, CancellationToken cancellation = default)
    {
        using var start = RunStart.Decide(recipe, options);
        if (start.Result is { } finished)
            return finished;
        using var prepared = RunPreparation.Prepare(start, options, cancellation);
        var trained = RunTraining.Train(start, prepared, options, cancellation);
        return RunSaving.Save(start, prepared, trained);
    }
}
