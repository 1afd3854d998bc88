namespace Nabla.Studies;

/// <summary>The directory of a study: <c>study.json</c>, <c>study.csv</c>, and a directory for each run.</summary>
public static class StudyDirectory
{
    /// <summary>The mean and deviation of every epoch.</summary>
    public const string EpochsFileName = "study.csv";

    /// <summary>Whether a directory holds a study, whole or not.</summary>
    public static bool HoldsStudy(string path) =>
        File.Exists(Path.Combine(path, StudyResult.FileName)) || (Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(RunDirectory.HoldsRun));

    /// <summary>Makes sure that a study can be written there.</summary>
    /// <exception cref="OutputDirectoryException">It holds a study that may be neither replaced nor continued, or it cannot be written to.</exception>
    internal static RunDirectory Claim(string path, bool force, bool resume)
    {
        if (path.Length > 0 && RunDirectory.HoldsRun(path))
            throw new OutputDirectoryException($"the output directory {path} holds a run, not a study; choose another with --out.");
        if (path.Length > 0 && !force && !resume && HoldsStudy(path))
        {
            throw new OutputDirectoryException(IsWhole(path)
                ? $"the output directory {path} already holds a study; choose another with --out, or replace it with --force."
                : $"the output directory {path} holds a study that has not finished; continue it with --resume, choose another with --out, or replace it with --force.");
        }

        var directory = RunDirectory.Claim(path, force: false, resume: true);
        if (force)
        {
            File.Delete(Path.Combine(path, StudyResult.FileName));
            File.Delete(Path.Combine(path, RunDirectory.ReportFileName));
        }

        return directory;
    }

    private static bool IsWhole(string path)
    {
        try
        {
            return StudyResultReader.ReadFile(path).State == StudyState.Completed;
        }
        catch (StudyFormatException)
        {
            return false;
        }
    }
}
