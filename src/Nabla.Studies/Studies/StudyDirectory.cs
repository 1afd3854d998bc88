namespace Nabla.Studies;

/// <summary>The directory of a study: <c>definition.json</c>, <c>study.json</c>, <c>study.csv</c>, and a directory for each run.</summary>
public static class StudyDirectory
{
    /// <summary>The name of the file with the complete definition, which <c>nabla study</c> reads.</summary>
    public const string DefinitionFileName = "definition.json";

    /// <summary>The name of the file with the mean and deviation of every epoch.</summary>
    public const string EpochsFileName = "study.csv";

    /// <summary>Returns whether a directory contains a study, complete or not.</summary>
    public static bool HoldsStudy(string path) =>
        File.Exists(Path.Combine(path, StudyResult.FileName)) || File.Exists(DefinitionIn(path)) || (Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(RunDirectory.HoldsRun));

    /// <summary>Returns the path of the definition of the study in a directory.</summary>
    public static string DefinitionIn(string path) => Path.Combine(path, DefinitionFileName);

    /// <summary>Claims a directory for a study, and checks that it can be written to.</summary>
    /// <exception cref="OutputDirectoryException">The directory contains a study that may be neither replaced nor resumed, or it cannot be written to.</exception>
    internal static RunDirectory Claim(string path, bool force, bool resume)
    {
        var directory = RunDirectory.Claim(path, force: false, resume: true);
        try
        {
            Refuse(path, force, resume);
            // Files of earlier calls are never deleted, whatever happens to this one.
            if (HoldsStudy(path))
                directory.Keep();
            if (force)
            {
                File.Delete(Path.Combine(path, StudyResult.FileName));
                File.Delete(Path.Combine(path, RunDirectory.ReportFileName));
            }

            return directory;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private static void Refuse(string path, bool force, bool resume)
    {
        if (RunDirectory.HoldsRun(path))
            throw new OutputDirectoryException($"the output directory {path} holds a run, not a study; choose another with --out.");
        if (!force && !resume && HoldsStudy(path))
        {
            throw new OutputDirectoryException(IsWhole(path)
                ? $"the output directory {path} already holds a study; choose another with --out, or replace it with --force."
                : $"the output directory {path} holds a study that has not finished; continue it with --resume, choose another with --out, or replace it with --force.");
        }
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
