using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nabla.Reports.Live;

/// <summary>Authorises requests with the secret address only.</summary>
/// <remarks>
/// A page of another site can make a browser send requests here, and read the responses if its host name is made to resolve
/// to this machine (DNS rebinding). The browser then still sends that host name, so other hosts are refused before the token is checked.
/// </remarks>
internal sealed class PageGate(string host, SecretPath path)
{
    /// <summary>Returns the reason to refuse a request; null if it is authorised.</summary>
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

    /// <summary>Sets headers that forbid browsers to cache, sniff, load resources, run scripts, frame, or send referrers.</summary>
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
