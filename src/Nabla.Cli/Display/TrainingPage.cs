using Nabla.Reports.Live;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>The page of a run that this process trains; it is there for as long as the run goes on.</summary>
internal sealed class TrainingPage : IAsyncDisposable
{
    private readonly PageServer _server;

    private TrainingPage(WatchedTraining training, PageServer server) => (Training, _server) = (training, server);

    /// <summary>What the page shows; it watches the run.</summary>
    public WatchedTraining Training { get; }

    /// <summary>Serves the page of a run that is about to begin, and says where.</summary>
    /// <remarks>It blocks, so that the caller's thread goes on to train and none of the pool's: those answer requests.</remarks>
    public static TrainingPage Serve(Host host, Recipe recipe, CancellationToken cancellation)
    {
        var training = new WatchedTraining(recipe);
        var server = Task.Run(() => PageServer.StartAsync(training, host.Time, cancellation), cancellation).GetAwaiter().GetResult();
        Announce(host, server);
        return new(training, server);
    }

    /// <summary>Says where a page is: once, and as it can be copied.</summary>
    public static void Announce(Host host, PageServer server)
    {
        host.Error.WriteLine($"live page: {server.Address}");
        host.Error.Flush();
    }

    /// <summary>Lets a browser that has the page open fetch its last state.</summary>
    public Task LastLookAsync(CancellationToken cancellation) => _server.LastLookAsync(cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
