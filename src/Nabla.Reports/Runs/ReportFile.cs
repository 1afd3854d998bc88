using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Writes report files. They appear under their names only once they are complete.</summary>
internal static class ReportFile
{
    /// <summary>Writes a report and returns its path.</summary>
    /// <exception cref="OutputDirectoryException">The file cannot be written.</exception>
    public static string Write(string path, string html)
    {
        try
        {
            WholeFile.WriteText(path, html);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OutputDirectoryException($"the report {path} cannot be written ({error.Message.TrimEnd('.')}); choose another place with --out.", error);
        }
    }
}
