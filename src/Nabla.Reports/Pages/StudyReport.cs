using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Writes a study's report as one self-contained HTML file: no network, no script.</summary>
public static class StudyReport
{
    /// <summary>The maximum number of runs for which pages are written; for those of larger studies use <c>nabla report RUN</c>.</summary>
    public const int MostRunPages = 100;

    /// <summary>Returns whether a directory contains a study with results.</summary>
    public static bool HoldsStudy(string directory) => File.Exists(Path.Combine(directory, StudyResult.FileName));

    /// <summary>Writes the report of a study, and those of its completed runs that have none. Each file appears under its name only once it is complete.</summary>
    /// <param name="directory">The study's directory.</param>
    /// <param name="options">The options, such as the output file and where to find data. <see cref="ReportOptions.Test"/> is ignored: a study may have several data sets.</param>
    /// <param name="sections">Sections to add after the comparisons. Default none.</param>
    /// <returns>The path of the report.</returns>
    /// <exception cref="StudyFormatException">The directory does not contain a study, or its result is damaged.</exception>
    /// <exception cref="OutputDirectoryException">The report cannot be written.</exception>
    public static string Write(string directory, ReportOptions options, params IReadOnlyList<StudySection> sections)
    {
        // Read twice: if a study cannot be read, no page of a run is written either.
        var remarks = WriteRuns(directory, ReportedStudyReader.Read(directory).Result, options);
        var study = ReportedStudyReader.Read(directory);
        string html = Render(study with { Remarks = [.. study.Remarks, .. remarks], Sections = sections });
        return ReportFile.Write(options.OutputFile ?? Path.Combine(directory, RunDirectory.ReportFileName), html);
    }

    /// <summary>Returns the report as text.</summary>
    public static string Render(ReportedStudy study) =>
        PageRenderer.Render<StudyPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(StudyPage.Study)] = study });

    /// <summary>Writes the runs' reports and returns what could not be written, as sentences: a damaged run affects its own page only.</summary>
    private static List<string> WriteRuns(string directory, StudyResult study, ReportOptions options)
    {
        var remarks = new List<string>();
        var tests = new Dictionary<(string, ulong), Dataset?>();
        var missing = study.Entries
            .SelectMany(entry => entry.Runs.Where(run => run.StopReason is not (null or StopReason.Cancelled)).Select(run => (entry.Recipe, Directory: Path.Combine(directory, run.Directory))))
            .Where(run => !File.Exists(Path.Combine(run.Directory, RunDirectory.ReportFileName)))
            .ToList();
        if (study.Entries.Sum(entry => entry.Runs.Count) > MostRunPages)
            return missing.Count == 0 ? [] : [$"With more than {MostRunPages} runs, the reports of the runs are not written with this one; write one with nabla report."];
        foreach (var (recipe, run) in missing)
        {
            try
            {
                RunReport.Write(run, options with { OutputFile = null, Test = TestOf(recipe) });
            }
            catch (Exception error) when (error is RunFormatException or InvalidDataException or OutputDirectoryException)
            {
                remarks.Add($"The report of a run could not be written: {error.Message}");
            }
        }

        return remarks;

        Dataset? TestOf(Recipe recipe)
        {
            // Tables are split by each run's seed.
            if (recipe.IsTable)
                return null;
            var key = (recipe.Data, recipe.DataSeed);
            if (!tests.TryGetValue(key, out var test))
                tests[key] = test = Load(recipe, options);
            return test;
        }
    }

    /// <summary>Returns the data; null if they are not available, which the run's page explains.</summary>
    private static Dataset? Load(Recipe recipe, ReportOptions options)
    {
        try
        {
            return DataSource.Parse(recipe.Data).LoadImages(recipe.DataSeed, options.Environment, options.Threads).Test;
        }
        catch (Exception error) when (error is InvalidDataException or RecipeException)
        {
            return null;
        }
    }
}
