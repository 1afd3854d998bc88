using Nabla.Reports.Live;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>The page of a run that this process trains, available while the run is in progress.</summary>
internal sealed class TrainingPage : IAsyncDisposable
{
    private readonly PageServer _server;

    private TrainingPage(WatchedTraining training, PageServer server) => (Training, _server) = (training, server);

    /// <summary>Gets the observer of the run, which provides the page's data.</summary>
    public WatchedTraining Training { get; }

    /// <summary>Serves the page of a run that is about to begin, and prints its address.</summary>
    /// <remarks>Blocks, so that the caller's thread continues with training and no pool thread, which are for requests.</remarks>
    public static TrainingPage Serve(Host host, Recipe recipe, CancellationToken cancellation)
    {
        var training = new WatchedTraining(recipe);
        var server = Task.Run(() => PageServer.StartAsync(training, host.Time, cancellation), cancellation).GetAwaiter().GetResult();
        Announce(host, server);
        return new(training, server);
    }

    /// <summary>Prints the address of a page, once, in a form that can be copied.</summary>
    public static void Announce(Host host, PageServer server)
    {
        host.Error.WriteLine($"live page: {server.Address}");
        host.Error.Flush();
    }

    /// <summary>Waits for a browser with the page open to fetch the last state.</summary>
    public Task LastLookAsync(CancellationToken cancellation) => _server.LastLookAsync(cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
