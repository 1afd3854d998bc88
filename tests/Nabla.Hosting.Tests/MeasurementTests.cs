using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Nabla.Hosting.Tests;

/// <summary>What operators see of predictors: metrics, health and log events.</summary>
public sealed class MeasurementTests
{
    [Fact]
    public void Predictions_are_measured()
    {
        using var host = new TestHost();
        using var instruments = new Instruments(host.Services);
        host.Predictor.Predict(TestHost.Row);
        host.Predictor.Predict([.. TestHost.Row, .. TestHost.Row], new float[6]);
        Assert.Throws<ArgumentException>(() => host.Predictor.Predict([1, 2]));

        Assert.Equal(["1 nabla.predictor.name=test", "2 nabla.predictor.name=test"], instruments.Of("nabla.prediction.rows"));
        Assert.Equal(
            ["nabla.predictor.name=test", "nabla.predictor.name=test", "nabla.predictor.name=test,error.type=System.ArgumentException"],
            instruments.Of("nabla.prediction.duration").Select(text => text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.Equal(("s", "{row}"), (instruments.Units["nabla.prediction.duration"], instruments.Units["nabla.prediction.rows"]));
    }

    [Fact]
    public async Task Reloads_are_counted_and_logged_and_a_failed_one_degrades_health()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var host = new TestHost(builder =>
        {
            builder.Configure(settings => settings.Watch = false);
            builder.Services.AddHealthChecks().AddPredictor("test", tags: ["ready"]);
        });
        using var instruments = new Instruments(host.Services);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal((HealthStatus.Healthy, SmallModels.Fingerprint(0)), await HealthAsync(health, cancellation));

        SmallModels.Replace(host.File, SmallModels.Create(1));
        await host.Predictors.ReloadAsync("test", cancellation);
        SmallModels.Replace(host.File, [1, 2, 3]);
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Predictors.ReloadAsync("test", cancellation));
        Assert.Equal((HealthStatus.Degraded, SmallModels.Fingerprint(1)), await HealthAsync(health, cancellation));

        SmallModels.Replace(host.File, SmallModels.Create(1));
        await host.Predictors.ReloadAsync("test", cancellation);
        Assert.Equal((HealthStatus.Healthy, SmallModels.Fingerprint(1)), await HealthAsync(health, cancellation));

        Assert.Equal(
            ["1 nabla.predictor.name=test,nabla.reload.outcome=replaced", "1 nabla.predictor.name=test,error.type=System.IO.InvalidDataException,nabla.reload.outcome=failed"],
            instruments.Of("nabla.model.reloads"));
        Assert.Equal(
            [(1, "ModelLoaded", LogLevel.Information), (2, "ModelReplaced", LogLevel.Information), (3, "ReloadFailed", LogLevel.Warning)],
            host.Log.Events.Where(one => one.Id <= 5 && one.Name?.StartsWith("Health", StringComparison.Ordinal) == false).Select(one => (one.Id, one.Name, one.Level)));
    }

    [Fact]
    public async Task A_predictor_without_a_model_is_unhealthy()
    {
        using var host = new TestHost(builder => builder.Services.AddHealthChecks().AddPredictor("test"));
        File.Delete(host.File);
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HealthStatus.Unhealthy, $"{host.File} is missing."), (report.Entries["test"].Status, report.Entries["test"].Description));
    }

    [Fact]
    public void Training_is_measured()
    {
        using var host = new TestHost();
        using var instruments = new Instruments(host.Services);
        var progress = host.Services.GetRequiredService<TrainingMetrics>().Observe("churn", samples: 500);
        progress.Report(new(1, 10, 0.75, 0.5, 0.875, 0.5, TimeSpan.FromSeconds(2)));

        Assert.Equal(["0.75 nabla.model.name=churn,nabla.split=train", "0.875 nabla.model.name=churn,nabla.split=validation"], instruments.Of("nabla.training.loss"));
        Assert.Equal(["250 nabla.model.name=churn"], instruments.Of("nabla.training.throughput"));
        Assert.Equal(["500 nabla.model.name=churn"], instruments.Of("nabla.training.samples"));
        Assert.Contains((5, "EpochDone", LogLevel.Information, "Model churn, epoch 1: training loss 0.75, validation loss 0.875."), host.Log.Events);
    }

    private static async Task<(HealthStatus Status, object Fingerprint)> HealthAsync(HealthCheckService health, CancellationToken cancellation)
    {
        var report = await health.CheckHealthAsync(cancellation);
        return (report.Entries["test"].Status, report.Entries["test"].Data["fingerprint"]);
    }

    /// <summary>Notes what the instruments of one host measure.</summary>
    private sealed class Instruments : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(string Name, string Text)> _measured = [];

        public Instruments(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != "Nabla.Hosting" || instrument.Meter.Scope != meters)
                    return;
                Units[instrument.Name] = instrument.Unit;
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public Dictionary<string, string?> Units { get; } = new(StringComparer.Ordinal);

        public IEnumerable<string> Of(string name) => _measured.Where(one => one.Name == name).Select(one => one.Text);

        public void Dispose() => _listener.Dispose();

        private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _measured.Add((instrument.Name, FormattableString.Invariant($"{value} {string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}")));
    }
}
