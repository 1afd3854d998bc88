using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Nabla.Reports.Live;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Tests.Live;

/// <summary>The page server over real connections: who gets the page, who does not, and that it ends.</summary>
public sealed class PageServerTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly Switched _run = new() { State = SomeTraining.After(epochs: 1).State };
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private PageServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PageServer.StartAsync(_run, TimeProvider.System, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _browser.Dispose();
    }

    [Fact]
    public async Task The_address_gives_the_page_that_a_report_would_be()
    {
        using var answer = await _browser.GetAsync(_server.Address, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(RunReport.Render(_run.State.Run), await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public void The_address_is_of_the_loopback_interface_with_128_random_bits_and_nothing_else_listens()
    {
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/[0-9a-f]{32}$", _server.Address.ToString());
        var listener = Assert.Single(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners(), place => place.Port == _server.Address.Port);
        Assert.Equal(IPAddress.Loopback, listener.Address);
    }

    [Fact]
    public async Task Every_answer_forbids_browsers_to_keep_load_run_or_frame_anything()
    {
        foreach (var uri in new[] { _server.Address, new Uri(_server.Address, "/") })
        {
            using var answer = await _browser.GetAsync(uri, Cancellation);
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            Assert.Equal(
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                Header(answer, "Content-Security-Policy"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
            Assert.Null(Header(answer, "Server"));
            Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_wrong_token_and_any_other_path_get_nothing()
    {
        string right = _server.Address.AbsolutePath;
        string almost = right[..^1] + (right[^1] == '0' ? '1' : '0');
        foreach (string target in new[] { "/", almost, right[..^1], right + "0", right + "/", right + "?", right + "?a=b", "/x" + right, "/%" + right[1..], "/favicon.ico", "/../" + right[1..], right.ToUpperInvariant() + "/" })
            Assert.Equal(404, await Raw($"GET {target} HTTP/1.1", $"Host: {_server.Address.Authority}"));
        Assert.Equal(200, await Raw($"GET {right} HTTP/1.1", $"Host: {_server.Address.Authority}"));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example:PORT")]
    [InlineData("localhost:PORT")]
    [InlineData("[::1]:PORT")]
    [InlineData("")]
    public async Task Any_other_host_is_refused_even_with_the_token(string host)
    {
        string name = host.Replace("PORT", _server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(421, await Raw($"GET {_server.Address.AbsolutePath} HTTP/1.1", $"Host: {name}"));
    }

    [Fact]
    public async Task A_host_that_is_missing_or_given_twice_is_refused()
    {
        string line = $"GET {_server.Address.AbsolutePath} HTTP/1.1", host = $"Host: {_server.Address.Authority}";
        Assert.Equal(400, await Raw(line));
        Assert.Equal(400, await Raw(line, host, "Host: evil.example"));
        Assert.Equal(421, await Raw($"GET {_server.Address.AbsolutePath} HTTP/1.0"));
        Assert.Equal(400, await Raw($"GET http://evil.example{_server.Address.AbsolutePath} HTTP/1.1", host));
        Assert.Equal(404, await Raw($"GET {_server.Address} HTTP/1.1", host));
    }

    [Fact]
    public async Task There_is_only_something_to_look_at()
    {
        foreach (string method in new[] { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), _server.Address);
            using var answer = await _browser.SendAsync(request, Cancellation);
            Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
        }

        using var head = new HttpRequestMessage(HttpMethod.Head, _server.Address);
        using var headers = await _browser.SendAsync(head, Cancellation);
        Assert.Equal(HttpStatusCode.OK, headers.StatusCode);
        Assert.Equal(Encoding.UTF8.GetByteCount(RunReport.Render(_run.State.Run)), headers.Content.Headers.ContentLength);
        Assert.Empty(await headers.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task The_browser_comes_again_for_as_long_as_the_run_goes_on()
    {
        using var first = await _browser.GetAsync(_server.Address, Cancellation);
        Assert.Equal("2", Header(first, "Refresh"));
        _run.State = new(hasEnded: true, () => SomeRun.Whole());
        using var last = await _browser.GetAsync(_server.Address, Cancellation);
        Assert.Null(Header(last, "Refresh"));
        Assert.Equal(RunReport.Render(SomeRun.Whole()), await last.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_state_is_read_once_however_many_look()
    {
        int reads = 0;
        _run.State = new(hasEnded: false, () =>
        {
            Interlocked.Increment(ref reads);
            return SomeRun.Whole();
        });
        Assert.Equal(0, reads);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _browser.GetStringAsync(_server.Address, Cancellation)));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_until_there_was_a_page_and_then_that_stays()
    {
        var broken = new LiveState(hasEnded: true, () => throw new RunFormatException("the file <b> is wrong."));
        var page = _run.State;
        _run.State = broken;
        using var sentence = await _browser.GetAsync(_server.Address, Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/plain; charset=utf-8", "2"), (sentence.StatusCode, sentence.Content.Headers.ContentType!.ToString(), Header(sentence, "Refresh")));
        Assert.Equal("the file <b> is wrong.\n", await sentence.Content.ReadAsStringAsync(Cancellation));

        _run.State = page;
        string before = await _browser.GetStringAsync(_server.Address, Cancellation);
        _run.State = broken;
        using var after = await _browser.GetAsync(_server.Address, Cancellation);
        Assert.Equal((HttpStatusCode.OK, "2"), (after.StatusCode, Header(after, "Refresh")));
        Assert.Equal(before, await after.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Two_servers_have_two_addresses_and_one_ends_without_the_other()
    {
        var other = await PageServer.StartAsync(new Switched { State = SomeTraining.After(epochs: 2).State }, TimeProvider.System, Cancellation);
        Assert.NotEqual(_server.Address.Port, other.Address.Port);
        Assert.NotEqual(_server.Address.AbsolutePath, other.Address.AbsolutePath);
        Assert.Contains("2 of 4", await _browser.GetStringAsync(other.Address, Cancellation), StringComparison.Ordinal);
        using (var crossed = await _browser.GetAsync(new Uri(other.Address, _server.Address.AbsolutePath), Cancellation))
            Assert.Equal(HttpStatusCode.NotFound, crossed.StatusCode);

        await other.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => _browser.GetAsync(other.Address, Cancellation));
        Assert.Contains("1 of 4", await _browser.GetStringAsync(_server.Address, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_look_is_waited_for_where_somebody_looks_and_nowhere_else()
    {
        Assert.True(_server.LastLookAsync(Cancellation).IsCompletedSuccessfully);

        await _browser.GetStringAsync(_server.Address, Cancellation);
        _run.State = new(hasEnded: true, () => SomeRun.Whole());
        Assert.True(_server.LastLookAsync(new CancellationToken(canceled: true)).IsCompletedSuccessfully);
        var wait = _server.LastLookAsync(Cancellation);
        Assert.False(wait.IsCompleted);
        await _browser.GetStringAsync(_server.Address, Cancellation);
        await wait;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>The status that a request gets which no well-behaved client sends.</summary>
    private async Task<int> Raw(params IEnumerable<string> lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])), Cancellation);
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(Cancellation);
        return int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Switched : ILiveRun
    {
        public required LiveState State { get; set; }
    }
}
