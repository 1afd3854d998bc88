using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Nabla;

/// <summary>Measures predictions and reloads.</summary>
internal sealed class PredictionMetrics
{
    private const string NameTag = "nabla.predictor.name", OutcomeTag = "nabla.reload.outcome", ErrorTag = "error.type";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rows, _reloads;

    public PredictionMetrics(NablaMeter meter)
    {
        _duration = meter.Meter.CreateHistogram(
            "nabla.prediction.duration", "s", "Duration of calls that predict.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-6, 5e-6, 1e-5, 5e-5, 1e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.05, 0.1, 0.5, 1, 5] });
        _rows = meter.Meter.CreateCounter<long>("nabla.prediction.rows", "{row}", "Rows that were predicted.");
        _reloads = meter.Meter.CreateCounter<long>("nabla.model.reloads", "{reload}", "Attempts to replace a model by a changed file.");
    }

    public void AddPrediction(string name, TimeSpan duration, int rows, Exception? error)
    {
        if (_duration.Enabled)
            _duration.Record(duration.TotalSeconds, Tags(name, error));
        if (rows > 0 && _rows.Enabled)
            _rows.Add(rows, Tags(name, null));
    }

    public void AddReload(string name, Exception? failure)
    {
        var tags = Tags(name, failure);
        tags.Add(OutcomeTag, failure is null ? "replaced" : "failed");
        _reloads.Add(1, tags);
    }

    private static TagList Tags(string name, Exception? error)
    {
        TagList tags = new() { { NameTag, name } };
        if (error is not null)
            tags.Add(ErrorTag, error.GetType().FullName);
        return tags;
    }
}
