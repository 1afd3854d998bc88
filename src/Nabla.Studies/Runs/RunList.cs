using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Lists the runs in a directory.</summary>
public static class RunList
{
    /// <summary>Returns the runs whose directories are directly in a directory, by name; none if there is no such directory.</summary>
    /// <param name="directory">The directory, such as "runs".</param>
    public static IReadOnlyList<RunListEntry> In(string directory) =>
        !Directory.Exists(directory) ? [] : [.. Directory.EnumerateDirectories(directory).Where(RunDirectory.HoldsRun).Order(StringComparer.Ordinal).Select(Entry)];

    private static RunListEntry Entry(string path)
    {
        string resultFile = Path.Combine(path, RunDirectory.ResultFileName), recipeFile = Path.Combine(path, RunDirectory.RecipeFileName);
        var entry = new RunListEntry
        {
            Name = Path.GetFileName(path),
            Directory = path,
            Date = File.GetLastWriteTimeUtc(File.Exists(resultFile) ? resultFile : recipeFile),
        };
        try
        {
            if (!File.Exists(resultFile))
                return entry with { State = DirectoryLock.IsHeld(path) ? RunState.Running : RunState.Interrupted, Differences = Differences(RunDirectory.RecipeIn(path)!) };
            var result = RunResultReader.Read(path).Result;
            return entry with
            {
                State = DirectoryLock.IsHeld(path) ? RunState.Running : State(result.StopReason),
                Differences = Differences(result.Recipe),
                Epochs = result.Epochs.Count,
                TestAccuracy = result.TestAccuracy,
                TestR2 = result.TestR2,
                TestRmse = result.TestRmse,
                TrainingSeconds = result.TrainingSeconds,
            };
        }
        catch (Exception error) when (error is RunFormatException or RecipeException or IOException or UnauthorizedAccessException)
        {
            return entry with { State = RunState.Unreadable };
        }
    }

    private static RunState State(StopReason reason) => reason switch
    {
        StopReason.Diverged => RunState.Diverged,
        StopReason.Cancelled => RunState.Interrupted,
        _ => RunState.Finished,
    };

    private static Dictionary<string, string> Differences(Recipe recipe)
    {
        using var json = JsonDocument.Parse(recipe.ToJson());
        return RecipeComparison.ChosenFields(recipe, new Recipe()).Where(field => field != "name")
            .ToDictionary(field => field, field => json.RootElement.TryGetProperty(field, out var value) ? Text(value) : "", StringComparer.Ordinal);
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}

/// <summary>A run in a list of runs. Figures that it does not have are null.</summary>
public sealed record RunListEntry
{
    /// <summary>Gets the name of the run's directory.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the path of the run's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the state.</summary>
    [JsonConverter(typeof(CamelCaseConverter<RunState>))]
    public RunState State { get; init; }

    /// <summary>Gets when the result was written, or the run began if it has none; in UTC.</summary>
    public required DateTime Date { get; init; }

    /// <summary>Gets the fields of the recipe that are not the defaults, with their values.</summary>
    public IReadOnlyDictionary<string, string> Differences { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the number of completed epochs.</summary>
    public int? Epochs { get; init; }

    /// <summary>Gets the accuracy on the test set; null for a regression.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Gets R² on the test set; regression only.</summary>
    public double? TestR2 { get; init; }

    /// <summary>Gets the RMSE on the test set; regression only.</summary>
    public double? TestRmse { get; init; }

    /// <summary>Gets the time spent in optimisation steps.</summary>
    public double? TrainingSeconds { get; init; }
}

/// <summary>Specifies the state of a run.</summary>
public enum RunState
{
    /// <summary>The run is complete.</summary>
    Finished,

    /// <summary>Another process is writing to the run.</summary>
    Running,

    /// <summary>The run was interrupted, and can be resumed.</summary>
    Interrupted,

    /// <summary>The loss became infinite.</summary>
    Diverged,

    /// <summary>The files are damaged, or of another version.</summary>
    Unreadable,
}
