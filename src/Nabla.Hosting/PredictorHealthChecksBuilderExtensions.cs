using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nabla;

/// <summary>Adds health checks of predictors.</summary>
public static class PredictorHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of a predictor: degraded if its file changed and cannot be used, so that the previous model is still served. Its data contain the fingerprint
    /// of the model in use and the path of the file.
    /// </summary>
    /// <param name="builder">The builder to add to.</param>
    /// <param name="name">The name of a predictor that is added with <c>AddPredictor</c>; also that of the check.</param>
    /// <param name="failureStatus">The status if no model can be served. Default: unhealthy.</param>
    /// <param name="tags">The tags of the check. Default: none.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IHealthChecksBuilder AddPredictor(this IHealthChecksBuilder builder, string name, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Add(new(name, services => new PredictorHealthCheck(services.GetRequiredService<PredictorProvider>(), name), failureStatus, tags));
    }
}
