using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Nabla.Reports.Live;

/// <summary>Serves the report of a run to browsers of this machine while the run goes on.</summary>
/// <remarks>
/// Kestrel without the host that usually surrounds it: nothing is read from configuration files or the environment, so nothing but this one
/// address can listen. It is of the loopback interface, its port is chosen by the system, its path is drawn at random.
/// </remarks>
public sealed class PageServer : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private readonly PageStand _stand;
    private readonly PageAnswers _answers;

    private PageServer(KestrelServer server, PageStand stand, PageAnswers answers, Uri address) =>
        (_server, _stand, _answers, Address) = (server, stand, answers, address);

    /// <summary>Where the page is. Who knows it can read the page, so it is to be told to nobody but the user.</summary>
    public Uri Address { get; }

    /// <summary>Starts to serve.</summary>
    /// <param name="run">The run.</param>
    /// <param name="time">Tells how long ago somebody looked.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="IOException">The system gives no port.</exception>
    public static async Task<PageServer> StartAsync(ILiveRun run, TimeProvider time, CancellationToken cancellation = default)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = 32;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        options.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http1);
        var server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        var stand = new PageStand(run);
        var path = new SecretPath();
        var answers = new PageAnswers(stand, path, time);
        try
        {
            await server.StartAsync(answers, cancellation);
            var place = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            answers.Host = string.Create(CultureInfo.InvariantCulture, $"{place.Host}:{place.Port}");
            return new(server, stand, answers, new Uri(place, path.Text));
        }
        catch
        {
            server.Dispose();
            stand.Dispose();
            throw;
        }
    }

    /// <summary>Waits until a browser that has the page open has fetched its last state, or closed it: some seconds at most, and none when nobody looks.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task LastLookAsync(CancellationToken cancellation) => _answers.LastLookAsync(cancellation);

    /// <summary>Ends the server; its port is closed afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Farewell);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _stand.Dispose();
    }
}
