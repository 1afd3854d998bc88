using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Runs a recipe: prepares data and network, trains, tests the best epoch, and saves all of it to a directory.</summary>
public static class Run
{
    /// <summary>The metadata key of a model that holds its recipe.</summary>
    public const string RecipeMetadata = "recipe";

    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="options">Where and on what.</param>
    /// <param name="cancellation">Ends training after the current step; what the run has so far is then tested and saved.</param>
    /// <returns>
    /// The contents of <c>result.json</c>. A run that diverged or was cancelled says so in <see cref="RunResult.StopReason"/>; one that was cancelled
    /// can be resumed.
    /// </returns>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to resume; every error is listed.</exception>
    /// <exception cref="OutputDirectoryException">The output directory holds a run, is being written by another process, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged or of another run, or the data are missing or wrong.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before training began; nothing is left behind.</exception>
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
