using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>The program that <c>eng/studies</c> calls: finished studies beside the figures that the reports print.</summary>
public static class CourseworkTool
{
    private const string Usage = """
        coursework results STUDIES DIR...   print docs/results.md: what the studies in these directories found, beside the printed figures
        coursework report STUDIES DIR...    write the report.html of these studies, with a section of the printed figures
        STUDIES is the folder of the studies and their printed figures: lab/studies.
        """;

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command, the folder of the studies, and the directories of finished ones.</param>
    /// <param name="output">Takes the page, or the paths of the reports.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <param name="environment">Looks up environment variables: where data lie.</param>
    /// <returns>The exit code, as the tool's: 0 done, 2 a wrong call, 3 a wrong file.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, Func<string, string?> environment)
    {
        if (args is not ["results" or "report", var folder, _, ..])
        {
            error.WriteLine(Usage);
            return 2;
        }

        try
        {
            // All are read before the first report is written: a damaged study writes nothing.
            List<(string Directory, RepeatedStudy Study)> studies = [.. args.Skip(2).Select(directory => (directory, RepeatedStudy.Read(folder, directory)))];
            if (args[0] == "results")
            {
                output.Write(ResultsPage.Render([.. studies.Select(study => study.Study)]));
                return 0;
            }

            foreach (var (directory, study) in studies)
                output.WriteLine(StudyReport.Write(directory, new ReportOptions { Environment = environment }, PrintedSection.Of(study)));
            return 0;
        }
        catch (Exception wrong) when (wrong is StudyFormatException or OutputDirectoryException)
        {
            error.WriteLine($"coursework: {wrong.Message}");
            return wrong is StudyFormatException ? 3 : 2;
        }
    }
}
