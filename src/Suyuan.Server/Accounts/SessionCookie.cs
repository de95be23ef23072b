using Microsoft.AspNetCore.Http;

namespace Suyuan.Server.Accounts;

/// <summary>The cookie of a session. Over TLS its name forbids that another host or path of the site set it (RFC 6265bis, <c>__Host-</c>).</summary>
internal static class SessionCookie
{
    private const string Plain = "suyuan";
    private const string Secure = "__Host-suyuan";

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public static void Set(HttpContext context, string secret, DateTimeOffset ends) => context.Response.Cookies.Append(NameFor(context), secret, Options(context, ends));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? Secure : Plain;

    private static CookieOptions Options(HttpContext context, DateTimeOffset? ends) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = ends,
        IsEssential = true,
    };
}
