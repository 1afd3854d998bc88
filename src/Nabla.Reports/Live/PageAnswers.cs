using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>Answers requests: with the page if they are authorised, otherwise with a sentence.</summary>
/// <remarks>
/// While the run is in progress a header tells the browser to reload the page, without script. Browsers keep
/// the scroll position on a reload, but close opened tables.
/// </remarks>
internal sealed class PageAnswers(PageStand stand, SecretPath path, TimeProvider time) : IHttpApplication<HttpContext>
{
    private const long Never = long.MinValue;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _lastSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _looked = Never;

    /// <summary>Sets the host and port that requests must name. Until it is known all are refused.</summary>
    public string Host { private get; set; } = "";

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        PageGate.Protect(context.Response.Headers);
        if (new PageGate(Host, path).Refusal(context.Request) is var (status, sentence))
        {
            if (status == StatusCodes.Status405MethodNotAllowed)
                context.Response.Headers.Allow = "GET, HEAD";
            await WriteAsync(context, status, sentence);
            return;
        }

        RenderedPage page;
        try
        {
            page = await stand.CurrentAsync(context.RequestAborted);
        }
        catch (Exception error) when (error is RunFormatException or InvalidDataException)
        {
            context.Response.Headers["Refresh"] = Seconds(Refresh);
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, error.Message);
            return;
        }

        if (!page.IsLast)
            context.Response.Headers["Refresh"] = Seconds(Refresh);
        Volatile.Write(ref _looked, time.GetTimestamp());
        await WriteAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", page.Html);
        if (page.IsLast)
            _lastSeen.TrySetResult();
    }

    /// <summary>Waits for open pages to fetch the last state, as long as a browser may take for it.</summary>
    public async Task LastLookAsync(CancellationToken cancellation)
    {
        long looked = Volatile.Read(ref _looked);
        if (looked == Never || time.GetElapsedTime(looked) > 2 * Refresh || cancellation.IsCancellationRequested)
            return;
        await Task.WhenAny(_lastSeen.Task, Task.Delay(2 * Refresh, time, cancellation));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static Task WriteAsync(HttpContext context, int status, string sentence) =>
        WriteAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes($"{sentence}\n"));

    private static async Task WriteAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.CompleteAsync();
    }
}
