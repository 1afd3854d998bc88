using System.Globalization;
using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads <c>result.json</c> and validates that its parts are consistent, so that callers can rely on it.</summary>
public static class RunResultReader
{
    /// <summary>Reads the result of the run in a directory.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <returns>The result, and its recipe in the file, including fields unknown to this version.</returns>
    /// <exception cref="RunFormatException">There is no result, or it cannot be read.</exception>
    public static (RunResult Result, IReadOnlyList<RecipeEntry> Recipe) Read(string directory)
    {
        string path = Path.Combine(directory, RunDirectory.ResultFileName);
        return Parse(ReadText(directory, path), path);
    }

    /// <summary>Parses text.</summary>
    /// <param name="json">The result.</param>
    /// <param name="source">The origin, for error messages.</param>
    /// <returns>The result, and its recipe in the text, including fields unknown to this version.</returns>
    /// <exception cref="RunFormatException">The text is not a result.</exception>
    public static (RunResult Result, IReadOnlyList<RecipeEntry> Recipe) Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            CheckFormat(document.RootElement, source);
            var result = JsonSerializer.Deserialize(json, RunJson.Default.RunResult) ?? throw new JsonException("A result is an object.");
            if (Contradiction(result) is { } contradiction)
                throw new RunFormatException($"{source} is inconsistent: {contradiction}; it was edited: restore the original file, or train again with --force.");
            return (result with { Format = RunResult.CurrentFormat }, RecipeEntry.All(document.RootElement.GetProperty("recipe"), result.Recipe));
        }
        catch (JsonException error) when (error.Path is null && error.LineNumber is { } line)
        {
            throw new RunFormatException(
                Invariant($"{source} is not JSON: line {line + 1}, byte {error.BytePositionInLine + 1} cannot be read; it was truncated or edited: restore the original file, or train again with --force."), error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            string place = (error as JsonException)?.Path is { Length: > 1 } at ? $" (at {at})" : "";
            throw new RunFormatException(
                $"{source} is not a result of this version of Nabla: a field is missing or has another type{place}; it was written by another version, or edited: train again with --force.", error);
        }
    }

    /// <summary>Checks the format. Results written before the field was introduced have none, and are of format 1.</summary>
    private static void CheckFormat(JsonElement root, string source)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var format) && format.TryGetInt64(out long number) && number > RunResult.CurrentFormat)
            throw new RunFormatException(Invariant($"{source} has format {number}; this version of Nabla reads formats up to {RunResult.CurrentFormat}: use the version that wrote it, or a later one."));
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
                : $"{directory} does not contain a run: there is no {RunDirectory.ResultFileName} in it; give the directory of a run.");
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

    /// <summary>Returns an inconsistency in a result; null if there is none.</summary>
    private static string? Contradiction(RunResult result)
    {
        if (result.Name is null || result.Recipe is null || result.Epochs is null || result.Machine is null
            || result.InitialFingerprint is null || result.FinalFingerprint is null || result.BestFingerprint is null)
        {
            return "a required field is null";
        }

        for (int i = 0; i < result.Epochs.Count; i++)
        {
            if (result.Epochs[i] is null || result.Epochs[i].Epoch != i + 1)
                return Invariant($"epochs[{i}] is not epoch {i + 1}");
        }

        if (result.BestEpoch is not { } best)
            return result.ConfusionMatrix is null && result.PerClass is null ? null : "bestEpoch is null, but its metrics are set";
        if (best < 1 || best > result.Epochs.Count)
            return Invariant($"bestEpoch is {best}, but {result.Epochs.Count:N0} {(result.Epochs.Count == 1 ? "epoch" : "epochs")} ended");
        if (result.Recipe.Task == TaskKind.Regression)
            return result is { ConfusionMatrix: null, PerClass: null, TestAccuracy: null } ? null : "its task is regression, but it has metrics of classes";
        if (result.ConfusionMatrix is not { } confusion || result.PerClass is not { } classes || result.TestAccuracy is null)
            return "bestEpoch is set, but its metrics are null";
        if (confusion.Length != classes.Count || Array.Exists(confusion, row => row is null || row.Length != classes.Count || Array.Exists(row, count => count < 0)))
            return Invariant($"confusionMatrix is not {classes.Count} by {classes.Count} counts, one row and column for each class of perClass");
        return classes.Any(figures => figures is not { Class: not null, FBeta: not null }) ? "perClass has a class without its metrics" : null;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
