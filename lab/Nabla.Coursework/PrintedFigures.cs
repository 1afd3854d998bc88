using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>The experiments of the reports that a study repeats, and the figures printed of them: <c>lab/studies/NAME.printed.json</c>.</summary>
/// <param name="Experiments">The experiments, by their names in the ledger: "XA1".</param>
/// <param name="Printed">The printed figures, in the order in which they are shown.</param>
public sealed record PrintedFigures(IReadOnlyList<string> Experiments, IReadOnlyList<PrintedFigure> Printed)
{
    private const string Extension = ".printed.json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Whether a file holds printed figures, and so is no study.</summary>
    public static bool IsFile(string path) => path.EndsWith(Extension, StringComparison.Ordinal);

    /// <summary>Reads the figures of a study; none if the folder has no file for it.</summary>
    /// <param name="folder">The folder of the studies.</param>
    /// <param name="study">The study's result.</param>
    /// <exception cref="StudyFormatException">The file cannot be read, or does not fit the study.</exception>
    public static PrintedFigures Of(string folder, StudyResult study)
    {
        string path = Path.Combine(folder, study.Name + Extension);
        return File.Exists(path) ? Read(path, [.. study.Entries.Select(entry => entry.Name)]) : new([], []);
    }

    /// <summary>Reads the figures of a study.</summary>
    /// <param name="folder">The folder of the studies.</param>
    /// <param name="study">The study.</param>
    /// <exception cref="StudyFormatException">The file is missing, cannot be read, or does not fit the study.</exception>
    public static PrintedFigures Of(string folder, Study study) =>
        Read(Path.Combine(folder, study.Name + Extension), [.. study.Entries.Select(entry => entry.Name)]);

    private static PrintedFigures Read(string path, IReadOnlyList<string> entries)
    {
        try
        {
            var figures = JsonSerializer.Deserialize<PrintedFigures>(File.ReadAllText(path), Strict);
            string? wrong = figures is null ? "it is null; expected an object with experiments and printed" : WhatIsWrong(figures, entries);
            return wrong is null ? figures! : throw new StudyFormatException($"{path}: {wrong}.");
        }
        catch (JsonException error)
        {
            throw new StudyFormatException($"{path}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFormatException($"{path} cannot be read ({error.Message.TrimEnd('.')}).", error);
        }
    }

    private static string? WhatIsWrong(PrintedFigures figures, IReadOnlyList<string> entries)
    {
        if (figures.Experiments.Any(experiment => experiment is null) || figures.Printed.Any(printed => printed is null))
            return "a list of it has a null";
        for (int i = 0; i < figures.Printed.Count; i++)
        {
            var printed = figures.Printed[i];
            string where = string.Create(CultureInfo.InvariantCulture, $"printed[{i}]: there is no");
            if (!figures.Experiments.Contains(printed.Experiment, StringComparer.Ordinal))
                return $"{where} experiment \"{printed.Experiment}\"; there are {string.Join(", ", figures.Experiments)}";
            if (!entries.Contains(printed.Entry, StringComparer.Ordinal))
                return $"{where} entry \"{printed.Entry}\"; there are {string.Join(", ", entries)}";
            if (!StudyFigure.Names.Contains(printed.Figure, StringComparer.Ordinal))
                return $"{where} figure \"{printed.Figure}\"; there are {string.Join(", ", StudyFigure.Names)}";
        }

        return null;
    }
}
