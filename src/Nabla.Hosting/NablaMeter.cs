using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Nabla;

/// <summary>The meter of all instruments: from the host's factory, or its own in a program without one.</summary>
internal sealed class NablaMeter(IServiceProvider services) : IDisposable
{
    public const string Name = "Nabla.Hosting";

    private readonly Meter? _own = services.GetService<IMeterFactory>() is null ? new(Name) : null;

    public Meter Meter => _own ?? services.GetRequiredService<IMeterFactory>().Create(Name);

    public void Dispose() => _own?.Dispose();
}
