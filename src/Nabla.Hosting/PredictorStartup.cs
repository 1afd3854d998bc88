using Microsoft.Extensions.Hosting;

namespace Nabla;

/// <summary>Loads all models before the host serves, so that an invalid model is detected then, and not at the first request.</summary>
internal sealed class PredictorStartup(PredictorProvider provider) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (string name in provider.Names)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _ = provider.Source(name).Current;
            }
        },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
