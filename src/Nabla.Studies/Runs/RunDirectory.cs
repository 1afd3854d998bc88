using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The directory of one run. It is claimed before any work is done, so that hours of training never end at a full stop for want of a place.</summary>
/// <remarks>
/// A run that is not kept leaves nothing behind: neither files nor the directories that were made for it. While it trains there are its
/// recipe and, once an epoch has ended, its checkpoint, so that it can be resumed after a crash: from then on it is kept. From the claim until
/// it is disposed, the directory is locked against other writers; readers are not affected.
/// </remarks>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The trained model: the parameters of the best epoch. Absent when no epoch ended.</summary>
    public const string ModelFileName = "model.safetensors";

    /// <summary>The loss of every step.</summary>
    public const string StepsFileName = "steps.csv";

    /// <summary>The figures of every epoch.</summary>
    public const string EpochsFileName = "epochs.csv";

    /// <summary>What every layer looked like at the end of every epoch.</summary>
    public const string LayersFileName = "layers.csv";

    /// <summary>The recipe as it was run, with every field.</summary>
    public const string RecipeFileName = "recipe.json";

    /// <summary>The result. Written last: where it is, the run is whole.</summary>
    public const string ResultFileName = "result.json";

    /// <summary>The run as a page to look at, made from the files above.</summary>
    public const string ReportFileName = "report.html";

    /// <summary>The state of a run that has not finished, to continue it from.</summary>
    public const string CheckpointFileName = "checkpoint.safetensors";

    private const string MakeRoom = "make room, or choose another directory with --out";

    private static readonly string[] ResultFileNames = [ResultFileName, ReportFileName, EpochsFileName, LayersFileName, StepsFileName, ModelFileName];

    private readonly List<string> _madeDirectories;
    private readonly List<string> _writtenFiles = [];
    private DirectoryLock? _lock;
    private bool _kept;
    private bool _isDisposed;

    private RunDirectory(string path, List<string> madeDirectories) => (Path, _madeDirectories) = (path, madeDirectories);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Locks a directory for a run and makes sure that it can be written there; creates the directory if there is none.</summary>
    /// <param name="path">Where.</param>
    /// <param name="force">Whether a run that is already there may be replaced; its files stay until training begins.</param>
    /// <param name="resume">Whether a run that is already there may be resumed.</param>
    /// <exception cref="OutputDirectoryException">
    /// It holds a run that may be neither replaced nor resumed, another process writes to it, or it cannot be written to.
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

    /// <summary>Whether a directory holds a run, whole or not.</summary>
    public static bool HoldsRun(string path) =>
        File.Exists(System.IO.Path.Combine(path, ResultFileName)) || File.Exists(System.IO.Path.Combine(path, RecipeFileName));

    /// <summary>Whether a directory holds a run that was begun and has no final result: it stopped, or goes on at this moment.</summary>
    public static bool HoldsUnfinishedRun(string path) =>
        HoldsCheckpoint(path) || (HoldsRun(path) && !File.Exists(System.IO.Path.Combine(path, ResultFileName)));

    /// <summary>Whether a directory holds the checkpoint of a run.</summary>
    public static bool HoldsCheckpoint(string path) => File.Exists(System.IO.Path.Combine(path, CheckpointFileName));

    /// <summary>The recipe of the run in a directory; null when it holds none.</summary>
    /// <exception cref="RecipeException">It cannot be read.</exception>
    public static Recipe? RecipeIn(string path)
    {
        string file = System.IO.Path.Combine(path, RecipeFileName);
        return File.Exists(file) ? RecipeReader.ReadFile(file) : null;
    }

    /// <summary>The result of the run in this directory; null when it holds none yet.</summary>
    /// <exception cref="OutputDirectoryException">It cannot be read.</exception>
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

    /// <summary>Training begins: takes away the files of an earlier run, the result first, so that no mixture of two ever looks whole, and writes the recipe.</summary>
    internal void Begin(Recipe recipe)
    {
        ClearResults();
        ClearCheckpoint();
        Delete(RecipeFileName);
        WriteText(RecipeFileName, recipe.ToJson());
    }

    /// <summary>Has the checkpoint written. From here on the run can be continued, so it is kept.</summary>
    internal void WriteCheckpoint(Action<string> write)
    {
        Write(CheckpointFileName, write, "make room, then continue the run with --resume");
        Keep();
    }

    /// <summary>Takes away the results that are there, the one that says the run is whole first.</summary>
    internal void ClearResults()
    {
        foreach (string name in ResultFileNames)
            Delete(name);
    }

    /// <summary>Takes away the checkpoint: the run has finished.</summary>
    internal void ClearCheckpoint() => Delete(CheckpointFileName);

    private void Delete(string name) => WholeFile.Delete(System.IO.Path.Combine(Path, name));

    /// <summary>Has a file written under its full path.</summary>
    internal void Write(string name, Action<string> write, string advice = MakeRoom)
    {
        string path = System.IO.Path.Combine(Path, name);
        Try(path, write, advice);
        _writtenFiles.Add(path);
    }

    /// <summary>Writes a file of text.</summary>
    internal void WriteText(string name, string text) => Write(name, path => WholeFile.WriteText(path, text));

    /// <summary>Writes files of text whose flushes to the disk overlap; then each gets its name, the last one last.</summary>
    /// <param name="files">Names and texts.</param>
    /// <param name="alongside">Another file to write meanwhile; it is done before any of these gets its name.</param>
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

    /// <summary>The run is whole: its files stay.</summary>
    internal void Keep() => _kept = true;

    /// <summary>Releases the directory, and removes everything again unless the run was kept.</summary>
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
            // What cannot be removed stays; the error that brought us here is the one to report.
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
