using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Suyuan.Server.Accounts;

/// <summary>What browsers are told with every answer (OWASP Secure Headers). What pages may load is told with the pages.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication application) => application.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            bool api = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                // The API's answers are nobody's page.
                headers.ContentSecurityPolicy = api ? "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox" : "frame-ancestors 'none'";
                headers.XFrameOptions = "DENY";
            }
            if (api)
            {
                // May be kept, but is asked for again each time; never by a proxy for others.
                headers.CacheControl = headers.CacheControl.Count == 0 ? "private, no-cache" : headers.CacheControl;
                headers.Vary = "Cookie, Authorization";
            }
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }
            return Task.CompletedTask;
        });
        return next(context);
    });
}
