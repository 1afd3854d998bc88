using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Writes a run's report as one self-contained HTML file: no network, no script.</summary>
public static class RunReport
{
    /// <summary>Writes the report of a run. The file appears under its name only once it is complete.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="options">The options, such as the output file and where to find data.</param>
    /// <returns>The path of the report.</returns>
    /// <exception cref="RunFormatException">The directory does not contain a complete run.</exception>
    /// <exception cref="InvalidDataException">The run's model is damaged.</exception>
    /// <exception cref="OutputDirectoryException">The report cannot be written.</exception>
    public static string Write(string directory, ReportOptions options)
    {
        string html = Render(RunReader.Read(directory, options));
        return ReportFile.Write(options.OutputFile ?? Path.Combine(directory, RunDirectory.ReportFileName), html);
    }

    /// <summary>Returns the report as text.</summary>
    public static string Render(ReportedRun run) =>
        PageRenderer.Render<RunPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(RunPage.Run)] = run });
}
