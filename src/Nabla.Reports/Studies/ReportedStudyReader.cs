using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>Reads a study's directory: what it found, and what the layers of its runs were like.</summary>
public static class ReportedStudyReader
{
    /// <summary>Reads a study.</summary>
    /// <param name="directory">The study's directory.</param>
    /// <exception cref="StudyFormatException">It holds no study, or its result is damaged.</exception>
    public static ReportedStudy Read(string directory)
    {
        string path = Path.Combine(directory, StudyResult.FileName);
        var result = StudyResultReader.ReadFile(path);
        if (WhatIsWrong(result) is { } reason)
            throw new StudyFormatException($"{path} is not whole: {reason}; run the study again with --resume, which writes it anew.");

        var remarks = new List<string>();
        var layers = new List<EntryLayers>();
        foreach (var entry in result.Entries)
        {
            var runs = new List<IReadOnlyList<LayerLine>>();
            foreach (var run in entry.Runs.Where(run => run.IsFinished))
            {
                try
                {
                    if (RunFiles.ReadLayers(Path.Combine(directory, run.Directory, RunDirectory.LayersFileName)) is { Count: > 0 } lines)
                        runs.Add(lines);
                }
                catch (RunFormatException error)
                {
                    remarks.Add($"Left out of the figures of layers: {error.Message}");
                }
            }

            if (runs.Count > 0)
                layers.Add(new(entry.Name, runs));
        }

        return new() { Result = result, Layers = layers, Remarks = remarks, Pages = Pages(directory, result) };
    }

    /// <summary>Whether a name is that of a directory right below: no page shall lead anywhere else.</summary>
    internal static bool IsPlainName(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static Dictionary<string, string> Pages(string directory, StudyResult result) => result.Entries
        .SelectMany(entry => entry.Runs)
        .Where(run => File.Exists(Path.Combine(directory, run.Directory, RunDirectory.ReportFileName)))
        .ToDictionary(run => run.Directory, run => $"{run.Directory}/{RunDirectory.ReportFileName}", StringComparer.Ordinal);

    /// <summary>What the study's own reader lets pass and a page must not. Null when nothing is wrong.</summary>
    private static string? WhatIsWrong(StudyResult study)
    {
        var runs = study.Entries.SelectMany(entry => entry.Runs).ToList();
        if (runs.FirstOrDefault(run => !IsPlainName(run.Directory)) is { } astray)
            return $"the directory \"{astray.Directory}\" of a run is not the name of one below the study's";
        return runs.Select(run => run.Directory).Distinct(StringComparer.Ordinal).Count() < runs.Count ? "two runs have one directory" : null;
    }
}
