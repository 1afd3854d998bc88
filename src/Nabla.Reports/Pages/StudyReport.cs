using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>A study becomes one HTML file that needs nothing but itself: no network, no script.</summary>
public static class StudyReport
{
    /// <summary>Studies with more runs leave the runs' own pages to <c>nabla report RUN</c>.</summary>
    public const int MostRunPages = 100;

    /// <summary>Whether a directory holds a study that has begun to write what it found.</summary>
    public static bool HoldsStudy(string directory) => File.Exists(Path.Combine(directory, StudyResult.FileName));

    /// <summary>Writes the report of a study, and those of its runs that have ended and have none; each under its name only when it is whole.</summary>
    /// <param name="directory">The study's directory.</param>
    /// <param name="options">Where to, and where data may lie. <see cref="ReportOptions.Test"/> is not looked at: a study may have several data sets.</param>
    /// <param name="sections">Sections to add after the comparisons. Default none.</param>
    /// <returns>The report's path.</returns>
    /// <exception cref="StudyFormatException">The directory holds no study, or its result is damaged.</exception>
    /// <exception cref="OutputDirectoryException">The report cannot be written there.</exception>
    public static string Write(string directory, ReportOptions options, params IReadOnlyList<StudySection> sections)
    {
        // Read twice: a study that cannot be read writes no page of a run either.
        var remarks = WriteRuns(directory, ReportedStudyReader.Read(directory).Result, options);
        var study = ReportedStudyReader.Read(directory);
        string html = Render(study with { Remarks = [.. study.Remarks, .. remarks], Sections = sections });
        return ReportFile.Write(options.OutputFile ?? Path.Combine(directory, RunDirectory.ReportFileName), html);
    }

    /// <summary>The report as text.</summary>
    public static string Render(ReportedStudy study) =>
        PageRenderer.Render<StudyPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(StudyPage.Study)] = study });

    /// <summary>What could not be written, a sentence each: a damaged run costs its own page, not the study's.</summary>
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
            // A table is split by each run's seed.
            if (recipe.IsTable)
                return null;
            var key = (recipe.Data, recipe.DataSeed);
            if (!tests.TryGetValue(key, out var test))
                tests[key] = test = Load(recipe, options);
            return test;
        }
    }

    /// <summary>Null where they cannot be had: the run's page says why.</summary>
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
