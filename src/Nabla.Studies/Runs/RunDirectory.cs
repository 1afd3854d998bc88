using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The directory of one run. It is claimed before any work is done, so that a run never fails at its end because it cannot write its results.</summary>
/// <remarks>
/// A run that is not kept leaves neither files nor directories that were created for it. During training the directory contains the
/// recipe and, after the first epoch, the checkpoint, so that the run can be resumed after a crash: from then on it is kept. From the claim until
/// it is disposed, the directory is locked against other writers; readers are not affected.
/// </remarks>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The name of the file with the trained model: the parameters of the best epoch. Absent if no epoch was completed.</summary>
    public const string ModelFileName = "model.safetensors";

    /// <summary>The name of the file with the loss of every step.</summary>
    public const string StepsFileName = "steps.csv";

    /// <summary>The name of the file with the figures of every epoch.</summary>
    public const string EpochsFileName = "epochs.csv";

    /// <summary>The name of the file with the figures of every layer at the end of every epoch.</summary>
    public const string LayersFileName = "layers.csv";

    /// <summary>The name of the file with the complete recipe.</summary>
    public const string RecipeFileName = "recipe.json";

    /// <summary>The name of the result file. It is written last: if it exists, the run is complete.</summary>
    public const string ResultFileName = "result.json";

    /// <summary>The name of the report, created from the other files.</summary>
    public const string ReportFileName = "report.html";

    /// <summary>The name of the file with the state of an unfinished run, to resume it from.</summary>
    public const string CheckpointFileName = "checkpoint.safetensors";

    private const string MakeRoom = "make room, or choose another directory with --out";

    private static readonly string[] ResultFileNames = [ResultFileName, ReportFileName, EpochsFileName, LayersFileName, StepsFileName, ModelFileName];

    private readonly List<string> _madeDirectories;
    private readonly List<string> _writtenFiles = [];
    private DirectoryLock? _lock;
    private bool _kept;
    private bool _isDisposed;

    private RunDirectory(string path, List<string> madeDirectories) => (Path, _madeDirectories) = (path, madeDirectories);

    /// <summary>Gets the path of the directory.</summary>
    public string Path { get; }

    /// <summary>Locks a directory for a run and checks that it can be written to; creates the directory if it does not exist.</summary>
    /// <param name="path">The path.</param>
    /// <param name="force">Whether an existing run may be replaced; its files are kept until training begins.</param>
    /// <param name="resume">Whether an existing run may be resumed.</param>
    /// <exception cref="OutputDirectoryException">
    /// The directory contains a run that may be neither replaced nor resumed, another process writes to it, or it cannot be written to.
    /// </exception>
    public static RunDirectory Claim(string path, bool force, bool resume = false)
    {
        if (path.Length == 0)
            throw new OutputDirectoryException("the output directory's name is empty; choose another with --out.");

        var directory = new RunDirectory(path, []);
        try
        {
            directory.MakeDirectories();
            directory._lock = DirectoryLock.Take(path);
            if (!force && !resume && HoldsUnfinishedRun(path))
                throw new OutputDirectoryException($"the output directory {path} holds a run that has not finished; continue it with --resume, choose another with --out, or replace it with --force.") { IsTaken = true };
            if (!force && !resume && HoldsRun(path))
                throw new OutputDirectoryException($"the output directory {path} already holds a run; choose another with --out, or replace it with --force.") { IsTaken = true };
            return directory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            directory.Dispose();
            throw new OutputDirectoryException($"the output directory {path} cannot be written to ({Reason(path, error)}); choose another with --out.", error);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Returns whether a directory contains a run, complete or not.</summary>
    public static bool HoldsRun(string path) =>
        File.Exists(System.IO.Path.Combine(path, ResultFileName)) || File.Exists(System.IO.Path.Combine(path, RecipeFileName));

    /// <summary>Returns whether a directory contains a run without a final result: it was interrupted, or is in progress.</summary>
    public static bool HoldsUnfinishedRun(string path) =>
        HoldsCheckpoint(path) || (HoldsRun(path) && !File.Exists(System.IO.Path.Combine(path, ResultFileName)));

    /// <summary>Returns whether a directory contains the checkpoint of a run.</summary>
    public static bool HoldsCheckpoint(string path) => File.Exists(System.IO.Path.Combine(path, CheckpointFileName));

    /// <summary>Reads the recipe of the run in a directory; null if there is none.</summary>
    /// <exception cref="RecipeException">The recipe cannot be read.</exception>
    public static Recipe? RecipeIn(string path)
    {
        string file = System.IO.Path.Combine(path, RecipeFileName);
        return File.Exists(file) ? RecipeReader.ReadFile(file) : null;
    }

    /// <summary>Reads the result of the run in this directory; null if there is none yet.</summary>
    /// <exception cref="OutputDirectoryException">The result cannot be read.</exception>
    internal RunResult? ReadResult()
    {
        string file = System.IO.Path.Combine(Path, ResultFileName);
        if (!File.Exists(file))
            return null;
        try
        {
            return RunResultReader.Read(Path).Result;
        }
        catch (RunFormatException error)
        {
            throw new OutputDirectoryException($"{error.Message.TrimEnd('.')}, or choose another directory with --out.", error);
        }
    }

    /// <summary>Prepares for training: deletes the files of an earlier run, the result first, so that a mixture of two never looks complete, and writes the recipe.</summary>
    internal void Begin(Recipe recipe)
    {
        ClearResults();
        ClearCheckpoint();
        Delete(RecipeFileName);
        WriteText(RecipeFileName, recipe.ToJson());
    }

    /// <summary>Writes the checkpoint. From then on the run can be resumed, so it is kept.</summary>
    internal void WriteCheckpoint(Action<string> write)
    {
        Write(CheckpointFileName, write, "make room, then continue the run with --resume");
        Keep();
    }

    /// <summary>Deletes existing results, first the file that marks the run as complete.</summary>
    internal void ClearResults()
    {
        foreach (string name in ResultFileNames)
            Delete(name);
    }

    /// <summary>Deletes the checkpoint when the run has finished.</summary>
    internal void ClearCheckpoint() => Delete(CheckpointFileName);

    private void Delete(string name) => WholeFile.Delete(System.IO.Path.Combine(Path, name));

    /// <summary>Writes a file under its full path.</summary>
    internal void Write(string name, Action<string> write, string advice = MakeRoom)
    {
        string path = System.IO.Path.Combine(Path, name);
        Try(path, write, advice);
        _writtenFiles.Add(path);
    }

    /// <summary>Writes a text file.</summary>
    internal void WriteText(string name, string text) => Write(name, path => WholeFile.WriteText(path, text));

    /// <summary>Writes text files whose flushes to disk overlap; then each is renamed to its final name, the last one last.</summary>
    /// <param name="files">The names and texts.</param>
    /// <param name="alongside">Another file to write meanwhile; it is complete before any of these gets its final name.</param>
    internal void WriteTogether(IReadOnlyList<(string Name, string Text)> files, Action? alongside = null)
    {
        (string Path, string Text)[] all = [.. files.Select(file => (System.IO.Path.Combine(Path, file.Name), file.Text))];
        try
        {
            var flushes = all.Select(file => Task.Run(() => Try(file.Path, path => WholeFile.PrepareText(path, file.Text), MakeRoom))).ToList();
            if (alongside is not null)
                flushes.Add(Task.Run(alongside));
            Task.WhenAll(flushes).GetAwaiter().GetResult();
            foreach (var (path, _) in all)
            {
                Try(path, WholeFile.Commit, MakeRoom);
                _writtenFiles.Add(path);
            }
        }
        catch
        {
            foreach (var (path, _) in all)
                WholeFile.Discard(path);
            throw;
        }
    }

    private static void Try(string path, Action<string> write, string advice)
    {
        try
        {
            write(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"{path} cannot be written ({error.Message.TrimEnd('.')}); {advice}.", error) { IsFailure = true };
        }
    }

    /// <summary>Marks the run as complete: its files are kept.</summary>
    internal void Keep() => _kept = true;

    /// <summary>Releases the directory, and deletes its files unless the run was kept.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        try
        {
            if (!_kept)
                _writtenFiles.ForEach(File.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Files that cannot be deleted are left; the original error is the one to report.
        }

        _lock?.Dispose();
        if (!_kept)
            RemoveDirectories();
    }

    private void RemoveDirectories()
    {
        try
        {
            foreach (string made in _madeDirectories.Where(made => Directory.Exists(made) && !Directory.EnumerateFileSystemEntries(made).Any()))
                Directory.Delete(made);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // As above.
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
