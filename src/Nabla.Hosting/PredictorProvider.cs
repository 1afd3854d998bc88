using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Nabla;

/// <summary>The sources of all predictors of a host, which it owns.</summary>
internal sealed class PredictorProvider : IPredictorProvider, IDisposable
{
    private readonly Dictionary<string, Lazy<ModelSource>> _sources;

    public PredictorProvider(IEnumerable<PredictorName> names, IOptionsMonitor<PredictorSettings> settings, PredictionMetrics metrics, IServiceProvider services)
    {
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(NablaMeter.Name) ?? NullLogger.Instance;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Names = [.. names.Select(name => name.Name)];
        // Lazy, because invalid settings throw on first use, and affect only one predictor.
        _sources = Names.ToDictionary(
            name => name, name => new Lazy<ModelSource>(() => new ModelSource(name, settings.Get(name), time, logger, metrics)), StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public Predictor Get(string name) => Source(name).Current.Predictor;

    public Task<bool> ReloadAsync(string name, CancellationToken cancellationToken = default)
    {
        var source = Source(name);
        return Task.Run(source.Reload, cancellationToken);
    }

    /// <summary>Returns the source of one predictor.</summary>
    public ModelSource Source(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _sources.TryGetValue(name, out var source)
            ? source.Value
            : throw new KeyNotFoundException($"There is no predictor \"{name}\"; {(Names.Count == 0 ? "none was added" : $"there is {string.Join(", ", Names.Select(known => $"\"{known}\""))}")}. Add one with services.AddPredictor.");
    }

    public void Dispose()
    {
        foreach (var source in _sources.Values.Where(source => source.IsValueCreated))
            source.Value.Dispose();
    }
}
