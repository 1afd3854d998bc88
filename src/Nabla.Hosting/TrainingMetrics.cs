using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Nabla;

/// <summary>Measures training in a host: loss and throughput of every epoch. Safe to share between threads.</summary>
public sealed class TrainingMetrics
{
    private readonly Gauge<double> _loss, _throughput;
    private readonly Counter<long> _samples;
    private readonly ILogger _logger;

    internal TrainingMetrics(NablaMeter nabla, ILoggerFactory? loggers)
    {
        var meter = nabla.Meter;
        _loss = meter.CreateGauge<double>("nabla.training.loss", description: "Mean loss of the last epoch.");
        _throughput = meter.CreateGauge<double>("nabla.training.throughput", "{sample}/s", "Samples trained per second in the last epoch.");
        _samples = meter.CreateCounter<long>("nabla.training.samples", "{sample}", "Samples trained.");
        _logger = loggers?.CreateLogger(NablaMeter.Name) ?? NullLogger.Instance;
    }

    /// <summary>Returns an observer of a training run, to be passed to <c>Train</c> as its progress.</summary>
    /// <param name="name">The name of the model in metrics and log events.</param>
    /// <param name="samples">The number of samples of an epoch.</param>
    /// <exception cref="ArgumentException">The name is empty, or the number of samples is below 1.</exception>
    public IProgress<EpochRecord> Observe(string name, int samples)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return new Observer(this, name, samples);
    }

    private void Add(string name, int samples, EpochRecord epoch)
    {
        var tag = KeyValuePair.Create<string, object?>("nabla.model.name", name);
        _loss.Record(epoch.TrainLoss, tag, new("nabla.split", "train"));
        if (epoch.ValidationLoss is { } validation)
            _loss.Record(validation, tag, new("nabla.split", "validation"));
        _samples.Add(samples, tag);
        double seconds = epoch.TrainingTime.TotalSeconds;
        if (seconds > 0)
            _throughput.Record(samples / seconds, tag);
        HostingLog.EpochDone(_logger, name, epoch.Epoch, epoch.TrainLoss, epoch.ValidationLoss);
    }

    private sealed class Observer(TrainingMetrics metrics, string name, int samples) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value)
        {
            ArgumentNullException.ThrowIfNull(value);
            metrics.Add(name, samples, value);
        }
    }
}
