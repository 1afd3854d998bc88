namespace Nabla.Studies;

/// <summary>The directory of one run. It is claimed before any work is done, so that hours of training never end at a full stop for want of a place.</summary>
/// <remarks>A run that is not kept leaves nothing behind: neither files nor the directories that were made for it.</remarks>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The trained model: the parameters of the best epoch. Absent when no epoch ended.</summary>
    public const string ModelFileName = "model.safetensors";

    /// <summary>The loss of every step.</summary>
    public const string StepsFileName = "steps.csv";

    /// <summary>The figures of every epoch.</summary>
    public const string EpochsFileName = "epochs.csv";

    /// <summary>The recipe as it was run, with every field.</summary>
    public const string RecipeFileName = "recipe.json";

    /// <summary>The result. Written last: where it is, the run is whole.</summary>
    public const string ResultFileName = "result.json";

    private static readonly string[] FileNames = [ResultFileName, RecipeFileName, EpochsFileName, StepsFileName, ModelFileName];

    private readonly List<string> _madeDirectories;
    private readonly List<string> _writtenFiles = [];
    private bool _kept;

    private RunDirectory(string path, List<string> madeDirectories) => (Path, _madeDirectories) = (path, madeDirectories);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes sure that a run can be written there, and makes the directory if there is none.</summary>
    /// <param name="path">Where.</param>
    /// <param name="force">Whether a run that is already there may be replaced; its files stay until the new ones are written.</param>
    /// <exception cref="OutputDirectoryException">It holds a run and may not be replaced, or it cannot be written to.</exception>
    public static RunDirectory Claim(string path, bool force)
    {
        if (path.Length == 0)
            throw new OutputDirectoryException("the output directory's name is empty; choose another with --out.");
        if (!force && HoldsRun(path))
            throw new OutputDirectoryException($"the output directory {path} already holds a run; choose another with --out, or replace it with --force.");

        var directory = new RunDirectory(path, []);
        try
        {
            directory.MakeDirectories();
            string probe = System.IO.Path.Combine(path, ".nabla-probe");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return directory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            directory.Dispose();
            throw new OutputDirectoryException($"the output directory {path} cannot be written to ({Reason(path, error)}); choose another with --out.", error);
        }
    }

    /// <summary>Whether a directory holds a run, whole or not.</summary>
    public static bool HoldsRun(string path) =>
        File.Exists(System.IO.Path.Combine(path, ResultFileName)) || File.Exists(System.IO.Path.Combine(path, RecipeFileName));

    /// <summary>Takes away the files of an earlier run, the result first, so that no mixture of two ever looks whole.</summary>
    internal void Clear()
    {
        foreach (string name in FileNames)
            File.Delete(System.IO.Path.Combine(Path, name));
    }

    /// <summary>Has a file written under its full path.</summary>
    internal void Write(string name, Action<string> write)
    {
        string path = System.IO.Path.Combine(Path, name);
        try
        {
            write(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"{path} cannot be written ({error.Message.TrimEnd('.')}); make room, or choose another directory with --out.", error);
        }

        _writtenFiles.Add(path);
    }

    /// <summary>Has a file of text written.</summary>
    internal void WriteText(string name, string text) => Write(name, path => AtomicFile.WriteText(path, text));

    /// <summary>The run is whole: its files stay.</summary>
    internal void Keep() => _kept = true;

    /// <summary>Takes everything away again unless the run was kept.</summary>
    public void Dispose()
    {
        if (_kept)
            return;
        _kept = true;
        try
        {
            _writtenFiles.ForEach(File.Delete);
            foreach (string made in _madeDirectories.Where(made => Directory.Exists(made) && !Directory.EnumerateFileSystemEntries(made).Any()))
                Directory.Delete(made);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be taken away stays; the error that brought us here is the one to tell.
        }
    }

    private void MakeDirectories()
    {
        for (string? missing = System.IO.Path.GetFullPath(Path); missing is not null && !Directory.Exists(missing); missing = System.IO.Path.GetDirectoryName(missing))
            _madeDirectories.Add(missing);
        Directory.CreateDirectory(Path);
    }

    private static string Reason(string path, Exception error)
    {
        if (error is ArgumentException or NotSupportedException)
            return "that is not a path";
        for (string? part = System.IO.Path.GetFullPath(path); part is not null; part = System.IO.Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                return $"{part} is a file";
        }

        return error is UnauthorizedAccessException ? "access is denied" : error.Message.TrimEnd('.');
    }
}
