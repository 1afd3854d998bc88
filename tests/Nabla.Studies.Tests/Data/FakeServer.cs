using System.Net;

namespace Nabla.Studies.Tests;

/// <summary>Answers every request with the same bytes, without a network.</summary>
internal sealed class FakeServer(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    public static HttpClient Client(byte[] body) => Client(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });

    public static HttpClient Client(Func<HttpResponseMessage> answer) => new(new FakeServer(answer));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(answer());
    }
}
