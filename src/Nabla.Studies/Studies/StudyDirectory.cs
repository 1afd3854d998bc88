namespace Nabla.Studies;

/// <summary>The directory of a study: <c>definition.json</c>, <c>study.json</c>, <c>study.csv</c>, and a directory for each run.</summary>
public static class StudyDirectory
{
    /// <summary>The study as it was run, with every field: <c>nabla study</c> reads it.</summary>
    public const string DefinitionFileName = "definition.json";

    /// <summary>The mean and deviation of every epoch.</summary>
    public const string EpochsFileName = "study.csv";

    /// <summary>Whether a directory holds a study, whole or not.</summary>
    public static bool HoldsStudy(string path) =>
        File.Exists(Path.Combine(path, StudyResult.FileName)) || File.Exists(DefinitionIn(path)) || (Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(RunDirectory.HoldsRun));

    /// <summary>The path of the definition of the study in a directory.</summary>
    public static string DefinitionIn(string path) => Path.Combine(path, DefinitionFileName);

    /// <summary>Makes sure that a study can be written there.</summary>
    /// <exception cref="OutputDirectoryException">It holds a study that may be neither replaced nor continued, or it cannot be written to.</exception>
    internal static RunDirectory Claim(string path, bool force, bool resume)
    {
        var directory = RunDirectory.Claim(path, force: false, resume: true);
        try
        {
            Refuse(path, force, resume);
            // What another call has written is never removed again, whatever becomes of this one.
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
