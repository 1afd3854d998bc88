using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nabla.Testing;

namespace Nabla.Hosting.Tests;

/// <summary>A folder with a model's file, and services with one predictor "test" of it.</summary>
internal sealed class TestHost : IDisposable
{
    public static readonly float[] Row = [1, -2, 3, 0.5f];

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<ServiceProvider> _services;

    public TestHost(Action<PredictorBuilder>? configure = null, TimeProvider? time = null)
    {
        SmallModels.Replace(File, SmallModels.Create(seed: 0));
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging(logging => logging.AddProvider(Log));
        if (time is not null)
            services.AddSingleton(time);
        var builder = services.AddPredictor("test").FromFile(File);
        configure?.Invoke(builder);
        _services = new(() => services.BuildServiceProvider());
    }

    public EventLog Log { get; } = new();

    public ServiceProvider Services => _services.Value;

    public IPredictorProvider Predictors => Services.GetRequiredService<IPredictorProvider>();

    public HostedPredictor Predictor => Services.GetRequiredKeyedService<HostedPredictor>("test");

    public string File => _folder["model.safetensors"];

    public string this[string name] => _folder[name];

    public void Dispose()
    {
        if (_services.IsValueCreated)
            _services.Value.Dispose();
        _folder.Dispose();
    }

    /// <summary>Waits until something holds that other threads bring about.</summary>
    public static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!holds())
            await Task.Delay(5, limit.Token);
    }

    /// <summary>Notes the events that are logged.</summary>
    internal sealed class EventLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(int Id, string? Name, LogLevel Level, string Text)> Events { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Enqueue((eventId.Id, eventId.Name, logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
