using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Nabla.Reports.Live;

/// <summary>Serves the report of a run to browsers on this machine while the run is in progress.</summary>
/// <remarks>
/// Uses Kestrel without the usual host: nothing is read from configuration files or the environment, so the server listens only on this
/// address. It is on the loopback interface, with a port chosen by the system and a random path.
/// </remarks>
public sealed class PageServer : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private readonly PageStand _stand;
    private readonly PageAnswers _answers;

    private PageServer(KestrelServer server, PageStand stand, PageAnswers answers, Uri address) =>
        (_server, _stand, _answers, Address) = (server, stand, answers, address);

    /// <summary>Gets the address of the page. It grants access, so show it only to the user.</summary>
    public Uri Address { get; }

    /// <summary>Starts the server.</summary>
    /// <param name="run">The run.</param>
    /// <param name="time">The clock for the time of the last request.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="IOException">No port is available.</exception>
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

    /// <summary>Waits until a browser with the page open has fetched the last state, or closed it: at most some seconds, and not at all if no page is open.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task LastLookAsync(CancellationToken cancellation) => _answers.LastLookAsync(cancellation);

    /// <summary>Stops the server and closes its port.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Farewell);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _stand.Dispose();
    }
}
