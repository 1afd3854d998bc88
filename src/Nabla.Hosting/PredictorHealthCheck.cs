using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nabla;

/// <summary>Reports whether a predictor can serve, and serves the model in its file.</summary>
internal sealed class PredictorHealthCheck(PredictorProvider provider, string name) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var source = provider.Source(name);
            var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["fingerprint"] = source.Current.Fingerprint, ["path"] = source.Path };
            return Task.FromResult(source.Failure is { } failure
                ? HealthCheckResult.Degraded($"The model in use is not the one in the file: {failure}", data: data)
                : HealthCheckResult.Healthy($"Serves the model in {source.Path}.", data));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or KeyNotFoundException)
        {
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, error.Message, error));
        }
    }
}
