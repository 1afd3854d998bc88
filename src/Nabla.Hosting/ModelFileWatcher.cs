namespace Nabla;

/// <summary>
/// Reports when a file has changed and then not been modified for a while. Listens to file system events and also polls the file: not every file system
/// reports changes, and reports may be lost.
/// </summary>
internal sealed class ModelFileWatcher : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly TimeSpan _quietTime;
    private readonly Action _changed;
    private readonly Action<Exception> _failed;
    private readonly ITimer _quiet, _polling;
    private FileSystemWatcher? _events;
    private FileStamp? _noticed;
    private bool _isDisposed;

    public ModelFileWatcher(string path, PredictorSettings settings, TimeProvider time, Action changed, Action<Exception> failed)
    {
        (_path, _quietTime, _changed, _failed) = (path, settings.QuietTime, changed, failed);
        _quiet = time.CreateTimer(_ => _changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _polling = time.CreateTimer(_ => Poll(), null, settings.PollingInterval, settings.PollingInterval);
        Listen();
    }

    /// <summary>Records the stamp of the file that is being loaded, which polling then does not report again. Null if it could not be read and must be retried.</summary>
    public void Seen(FileStamp? stamp)
    {
        lock (_lock)
            _noticed = stamp;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _events?.Dispose();
            _quiet.Dispose();
            _polling.Dispose();
        }
    }

    private void Listen()
    {
        try
        {
            var events = new FileSystemWatcher(Path.GetDirectoryName(_path)!, Path.GetFileName(_path))
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            _events = events;
            // Replacing a file by renaming another raises Renamed or Created, never Changed.
            events.Changed += (_, _) => Touched();
            events.Created += (_, _) => Touched();
            events.Deleted += (_, _) => Touched();
            events.Renamed += (_, _) => Touched();
            events.Error += (_, error) =>
            {
                _failed(error.GetException());
                Touched();
            };
            events.EnableRaisingEvents = true;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            _failed(error);
        }
    }

    private void Poll()
    {
        var stamp = FileStamp.Of(_path);
        lock (_lock)
        {
            // Once per change, however long the quiet time is: otherwise it would never end.
            if (stamp == _noticed)
                return;
            _noticed = stamp;
        }

        Touched();
    }

    /// <summary>Restarts the wait: the file may still be being written.</summary>
    private void Touched()
    {
        lock (_lock)
        {
            if (!_isDisposed)
                _quiet.Change(_quietTime, Timeout.InfiniteTimeSpan);
        }
    }
}
