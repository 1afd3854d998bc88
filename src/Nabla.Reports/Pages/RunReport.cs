using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>A run becomes one HTML file that needs nothing but itself: no network, no script.</summary>
public static class RunReport
{
    /// <summary>Writes the report of a run; under its name only when it is whole.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="options">Where to, and where data may lie.</param>
    /// <returns>The report's path.</returns>
    /// <exception cref="RunFormatException">The directory holds no run, or not a whole one.</exception>
    /// <exception cref="InvalidDataException">The run's model is damaged.</exception>
    /// <exception cref="OutputDirectoryException">The report cannot be written there.</exception>
    public static string Write(string directory, ReportOptions options)
    {
        string html = Render(RunReader.Read(directory, options));
        return ReportFile.Write(options.OutputFile ?? Path.Combine(directory, RunDirectory.ReportFileName), html);
    }

    /// <summary>The report as text.</summary>
    public static string Render(ReportedRun run) =>
        PageRenderer.Render<RunPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(RunPage.Run)] = run });
}
