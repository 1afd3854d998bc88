using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>Reads a study's directory: its results, and the layer records of its runs.</summary>
public static class ReportedStudyReader
{
    /// <summary>Reads a study.</summary>
    /// <param name="directory">The study's directory.</param>
    /// <exception cref="StudyFormatException">The directory does not contain a study, or its result is damaged.</exception>
    public static ReportedStudy Read(string directory)
    {
        var result = StudyResultReader.ReadFile(Path.Combine(directory, StudyResult.FileName));
        var remarks = new List<string>();
        var layers = new List<EntryLayers>();
        foreach (var entry in result.Entries)
        {
            var runs = new List<IReadOnlyList<LayerLine>>();
            foreach (var run in entry.Runs.Where(run => run.IsFinished))
            {
                try
                {
                    if (LayerTable.Read(Path.Combine(directory, run.Directory, RunDirectory.LayersFileName)) is { Count: > 0 } lines)
                        runs.Add(lines);
                }
                catch (RunFormatException error)
                {
                    remarks.Add($"Excluded from the metrics of layers: {error.Message}");
                }
            }

            if (runs.Count > 0)
                layers.Add(new(entry.Name, runs));
        }

        return new() { Result = result, Definition = Definition(directory, result, remarks), Layers = layers, Remarks = remarks, Pages = Pages(directory, result) };
    }

    /// <summary>Returns the definition; studies of earlier versions have no file of it.</summary>
    private static Study Definition(string directory, StudyResult result, List<string> remarks)
    {
        string path = StudyDirectory.DefinitionIn(directory);
        if (!File.Exists(path))
            return Study.Of(result);
        try
        {
            return StudyReader.ReadFile(path);
        }
        catch (RecipeException error)
        {
            remarks.Add($"The study file cannot be read, so the study is shown as recorded in its result: {error.Message}");
            return Study.Of(result);
        }
    }

    private static Dictionary<string, string> Pages(string directory, StudyResult result) => result.Entries
        .SelectMany(entry => entry.Runs)
        .Where(run => File.Exists(Path.Combine(directory, run.Directory, RunDirectory.ReportFileName)))
        .ToDictionary(run => run.Directory, run => $"{run.Directory}/{RunDirectory.ReportFileName}", StringComparer.Ordinal);
}
