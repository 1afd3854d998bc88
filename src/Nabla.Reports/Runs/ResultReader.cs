using System.Text.Json;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Reads <c>result.json</c> and sees to it that its parts belong together, so that no page has to doubt them.</summary>
internal static class ResultReader
{
    /// <summary>The result of the run in a directory, and its recipe as it stands there: fields that this version does not know are shown too.</summary>
    /// <exception cref="RunFormatException">There is none, or it is not one.</exception>
    public static (RunResult Result, IReadOnlyList<RecipeEntry> Recipe) Read(string directory)
    {
        string path = Path.Combine(directory, RunDirectory.ResultFileName);
        string text = ReadText(directory, path);
        try
        {
            using var document = JsonDocument.Parse(text);
            var result = RunResult.FromJson(text);
            if (Contradiction(result) is { } contradiction)
                throw new RunFormatException($"{path} contradicts itself: {contradiction}; it was edited: put the original back, or train again with --force.");
            return (result, Entries(document.RootElement.GetProperty("recipe"), result.Recipe));
        }
        catch (JsonException error) when (error.Path is null && error.LineNumber is { } line)
        {
            throw new RunFormatException(
                Figures.Invariant($"{path} is not JSON: line {line + 1}, byte {error.BytePositionInLine + 1} cannot be read; it was cut off or edited: put the original back, or train again with --force."), error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            string place = (error as JsonException)?.Path is { Length: > 1 } at ? $" (at {at})" : "";
            throw new RunFormatException(
                $"{path} is not a result as this version of Nabla writes it: a field is missing or of another type{place}; it is of another version, or was edited: train again with --force.", error);
        }
    }

    private static string ReadText(string directory, string path)
    {
        if (directory.Length == 0)
            throw new RunFormatException("the run's name is empty; give the directory of a run.");
        if (!Directory.Exists(directory))
            throw new RunFormatException(File.Exists(directory) ? $"{directory} is a file; give the directory of a run." : $"there is no directory {directory}; give the directory of a run.");
        if (!File.Exists(path))
        {
            throw new RunFormatException(RunDirectory.HoldsUnfinishedRun(directory)
                ? $"the run {directory} has no {RunDirectory.ResultFileName} yet: it has not finished; continue it with nabla train --resume."
                : $"{directory} holds no run: there is no {RunDirectory.ResultFileName} in it; give the directory of a run.");
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFormatException($"{path} cannot be read: {error.Message.TrimEnd('.')}.", error);
        }
    }

    /// <summary>What of a result cannot be true of any run; null when all may be.</summary>
    private static string? Contradiction(RunResult result)
    {
        if (result.Name is null || result.Recipe is null || result.Epochs is null || result.Machine is null
            || result.InitialFingerprint is null || result.FinalFingerprint is null || result.BestFingerprint is null)
        {
            return "a field is null that every run has";
        }

        for (int i = 0; i < result.Epochs.Count; i++)
        {
            if (result.Epochs[i] is null || result.Epochs[i].Epoch != i + 1)
                return Figures.Invariant($"epochs[{i}] is not epoch {i + 1}");
        }

        if (result.BestEpoch is not { } best)
            return result.ConfusionMatrix is null && result.PerClass is null ? null : "there is no best epoch, yet there are its figures";
        if (best < 1 || best > result.Epochs.Count)
            return Figures.Invariant($"bestEpoch is {best}, but {Figures.Plural(result.Epochs.Count, "epoch", "epochs")} ended");
        if (result.ConfusionMatrix is not { } confusion || result.PerClass is not { } classes || result.TestAccuracy is null)
            return "there is a best epoch, yet its figures are null";
        if (confusion.Length != classes.Count || Array.Exists(confusion, row => row is null || row.Length != classes.Count || Array.Exists(row, count => count < 0)))
            return Figures.Invariant($"confusionMatrix is not {classes.Count} by {classes.Count} counts, one row and column a class of perClass");
        return classes.Any(figures => figures is not { Class: not null, FBeta: not null }) ? "perClass has a class without its figures" : null;
    }

    /// <summary>A recipe field by field.</summary>
    /// <param name="recipe">As it stands in a file.</param>
    /// <param name="read">As it is understood.</param>
    public static IReadOnlyList<RecipeEntry> Entries(JsonElement recipe, Recipe read)
    {
        // A name that is made from the other fields is no choice of its own.
        string made = (read with { Name = null }).RunName;
        using var defaults = JsonDocument.Parse(new Recipe { Name = made == read.Name ? made : null }.ToJson());
        return [.. recipe.EnumerateObject().Select(field => new RecipeEntry(
            field.Name,
            OneLine(field.Value),
            defaults.RootElement.TryGetProperty(field.Name, out var value) && JsonElement.DeepEquals(value, field.Value)))];
    }

    private static string OneLine(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, ReportJson.Default.JsonElement);
}
