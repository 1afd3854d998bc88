using Microsoft.Extensions.Logging;

namespace Nabla;

/// <summary>The model of one predictor: loads it, and replaces it when its file changes. Readers never wait for a reload.</summary>
internal sealed class ModelSource : IDisposable
{
    private readonly Lock _loading = new();
    private readonly PredictorSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PredictionMetrics _metrics;
    private ModelFileWatcher? _watcher;
    private volatile LoadedModel? _current;
    private volatile string? _failure;
    private bool _isDisposed;

    public ModelSource(string name, PredictorSettings settings, TimeProvider time, ILogger logger, PredictionMetrics metrics)
    {
        (Name, _settings, _time, _logger, _metrics) = (name, settings, time, logger, metrics);
        Path = System.IO.Path.GetFullPath(settings.Path);
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary>Gets the model in use; the first call loads it.</summary>
    public LoadedModel Current => _current ?? First();

    /// <summary>Gets why the last attempt to load the model failed; null if it succeeded.</summary>
    public string? Failure => _failure;

    /// <summary>Loads the file, and uses its model if it is different.</summary>
    /// <returns>Whether it is different.</returns>
    /// <exception cref="InvalidDataException">The file cannot be used. The previous model remains in use.</exception>
    public bool Reload()
    {
        lock (_loading)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(IPredictorProvider));
            // Watching begins before the first load, so that no change between the two is lost.
            if (_settings.Watch)
                _watcher ??= new(Path, _settings, _time, ReloadChanged, error => HostingLog.WatchingFailed(_logger, Name, Path, error.Message, _settings.PollingInterval));
            var before = _current;
            var next = Load();
            if (ReferenceEquals(before, next))
                return false;
            _current = next;
            if (before is null)
            {
                HostingLog.ModelLoaded(_logger, Name, Path, next.Fingerprint);
                return true;
            }

            _metrics.AddReload(Name, failure: null);
            HostingLog.ModelReplaced(_logger, Name, before.Fingerprint, next.Fingerprint);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
            _watcher?.Dispose();
        }
    }

    private LoadedModel First()
    {
        lock (_loading)
        {
            if (_current is null)
                Reload();
            return _current!;
        }
    }

    /// <summary>Reloads the model on the watcher's thread, where no caller could catch an exception.</summary>
    private void ReloadChanged()
    {
        lock (_loading)
        {
            if (_isDisposed || _current is null)
                return;
            try
            {
                Reload();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // Already logged and counted; the previous model remains in use.
            }
        }
    }

    private LoadedModel Load()
    {
        try
        {
            using var file = Open();
            _watcher?.Seen(FileStamp.Of(file));
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var model = LoadedModel.Read(bytes, Path, _current);
            _failure = null;
            return model;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            if (error is not InvalidDataException)
                _watcher?.Seen(null);
            Fail(error);
            throw error is InvalidDataException ? error : new InvalidDataException($"{Path} cannot be read: {error.Message}", error);
        }
    }

    private FileStream Open()
    {
        try
        {
            return FileStamp.Open(Path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            _watcher?.Seen(default(FileStamp));
            throw new InvalidDataException($"{Path} is missing.", error);
        }
    }

    private void Fail(Exception error)
    {
        bool isNew = _failure != error.Message;
        _failure = error.Message;
        if (_current is null)
            return;
        _metrics.AddReload(Name, error);
        // Loading a file that remains unreadable is retried at every poll, but reported once.
        if (isNew)
            HostingLog.ReloadFailed(_logger, Name, Path, _current.Fingerprint, error);
    }
}
