using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads <c>study.json</c>. A file that is damaged, of another version or edited gives an error of one sentence.</summary>
public static class StudyResultReader
{
    private const int MaxBytes = 1 << 28;

    /// <summary>Reads the result of the study in a directory, or of the file itself.</summary>
    /// <param name="path">A study's directory, or its <c>study.json</c>.</param>
    /// <exception cref="StudyFormatException">There is no result, or it cannot be read.</exception>
    public static StudyResult ReadFile(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, StudyResult.FileName) : path;
        if (!File.Exists(file))
            throw new StudyFormatException($"{path} does not contain a study: there is no {file}.");
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
                throw new StudyFormatException($"{file} is larger than 256 MiB, too large for the result of a study.");
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFormatException($"{file} cannot be read ({error.Message.TrimEnd('.')}).", error);
        }
    }

    /// <summary>Parses text.</summary>
    /// <param name="json">The result.</param>
    /// <param name="source">The origin, for error messages.</param>
    /// <exception cref="StudyFormatException">The text is not a result.</exception>
    public static StudyResult Parse(string json, string source)
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format))
                    throw new StudyFormatException($"{source} is not the result of a study: it has no field \"format\".");
                if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out int number) || number != StudyResult.CurrentFormat)
                    throw new StudyFormatException($"{source} has format {RecipeReader.Shown(format)}; this version reads format {StudyResult.CurrentFormat}: run the study again, or use the version that wrote it.");
            }

            var result = JsonSerializer.Deserialize(json, StudyJson.Readable.StudyResult)!;
            return WhatIsWrong(result) is { } reason ? throw new StudyFormatException($"{source} is inconsistent: {reason}; run the study again with --resume, which rewrites it.") : result;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new StudyFormatException($"{source} cannot be read as the result of a study{Place(error)}; run the study again with --resume, which rewrites it.", error);
        }
    }

    private static string Place(Exception error) => error switch
    {
        JsonException { Path: { } path } => $" (at {RecipeField.Quote(path)})",
        JsonException { LineNumber: { } line } => $" (in line {line + 1})",
        _ => "",
    };

    /// <summary>Returns an error that types do not exclude; null if there is none.</summary>
    private static string? WhatIsWrong(StudyResult study)
    {
        if (study.Entries.Count == 0)
            return "it has no entries";
        if (HasNulls(study))
            return "a list or object has null where a value is required";
        var names = study.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count < study.Entries.Count)
            return "two entries have the same name";
        foreach (var entry in study.Entries)
        {
            if (!entry.Runs.Select(run => run.Seed).SequenceEqual(study.Seeds))
                return $"the runs of {RecipeField.Quote(entry.Name)} do not match its seeds";
            if (!entry.Epochs.Select(epoch => epoch.Epoch).SequenceEqual(Enumerable.Range(1, entry.Epochs.Count)))
                return $"the epochs of {RecipeField.Quote(entry.Name)} are not numbered from 1";
        }

        var runs = study.Entries.SelectMany(entry => entry.Runs).ToList();
        // Pages link to these directories, so they must not lead elsewhere.
        if (runs.FirstOrDefault(run => !RecipeField.IsName(run.Directory, int.MaxValue)) is { } astray)
            return $"the directory \"{astray.Directory}\" of a run is not a subdirectory of the study";
        if (runs.Select(run => run.Directory).Distinct(StringComparer.Ordinal).Count() < runs.Count)
            return "two runs have the same directory";
        return study.Comparisons.FirstOrDefault(pair => !names.Contains(pair.First) || !names.Contains(pair.Second)) is { } comparison
            ? $"it compares {RecipeField.Quote(comparison.First)} with {RecipeField.Quote(comparison.Second)}, which are not both entries"
            : null;
    }

    /// <summary>Returns whether a list contains null, which types do not exclude.</summary>
    private static bool HasNulls(StudyResult study) =>
        study.Comparisons.Any(pair => pair is null)
        || study.Entries.Any(entry => entry is null
            || entry.Figures.Values.Any(spread => spread is null)
            || entry.Runs.Any(run => run is null)
            || entry.Epochs.Any(epoch => epoch is null));
}

/// <summary>The exception for the result of a study that is missing, damaged, or of another version.</summary>
public sealed class StudyFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
