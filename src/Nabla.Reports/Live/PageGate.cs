using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nabla.Reports.Live;

/// <summary>Lets through who was given the address, and nobody else.</summary>
/// <remarks>
/// A page of another site can make a browser send requests here, and, when its host's name is made to lead to this machine, read what
/// comes back (DNS rebinding). The browser then still names that host, so any host but this address is refused, before the token is looked at.
/// </remarks>
internal sealed class PageGate(string host, SecretPath path)
{
    /// <summary>Why a request gets no page; null when it does.</summary>
    public (int Status, string Sentence)? Refusal(HttpRequest request)
    {
        if (!string.Equals(request.Headers.Host.ToString(), host, StringComparison.Ordinal))
            return (StatusCodes.Status421MisdirectedRequest, "This server answers only requests for its own host name.");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are supported.");
        return path.Is(request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            ? null
            : (StatusCodes.Status404NotFound, "Not found: use the complete address that was printed when the run was started.");
    }

    /// <summary>What browsers must not do with any answer: keep it, guess its type, load anything for it, run anything in it, frame it, tell others where it was.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
