using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Suyuan.Model;
using Suyuan.Server.Api;
using Suyuan.Server.Owner;

namespace Suyuan.Server.Accounts;

/// <summary>
/// The one place where it is decided who calls and whether they may: before every endpoint that says what it needs. The whole API needs <see cref="Access.Read"/>; an endpoint that is for
/// fewer, or fit for constituents, says so itself.
/// </summary>
internal static class AccessGate
{
    public const string CsrfHeader = "X-Suyuan-CSRF";

    public static T Needs<T>(this T endpoint, Access access)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Needed(access));

    /// <param name="accounts">Null: none are asked for, whoever calls has the machine.</param>
    public static void UseAccessGate(this WebApplication application, AccountParts? accounts) => application.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Needed>()?.Access is Access needed)
        {
            Viewer? viewer = Identify(context, accounts);
            Check(context, viewer, needed);
            context.Features.Set(viewer);
        }
        await next(context);
    });

    /// <summary>Null: on this machine, through the owner's socket.</summary>
    public static string? ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress is IPAddress address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>Whom failures are counted for: a host has a whole IPv6 network to come from.</summary>
    public static string ClientNetwork(this HttpContext context) => context.ClientAddress() is string text && IpAddress.TryParse(text, out IpAddress address)
        ? address.IsV4 ? text : new IpPrefix(address, 64).ToString() : "local";

    private static Viewer? Identify(HttpContext context, AccountParts? accounts)
    {
        // Who may open the socket may read the store's file.
        if (accounts is null || context.IsOwnerSocket())
        {
            return Viewer.Local;
        }
        if (context.Request.Headers.Authorization is { Count: > 0 } authorization)
        {
            return authorization.ToString().Split(' ', 2) is ["Bearer", string key] ? accounts.Book.FindKey(key) : null;
        }
        return SessionCookie.Read(context) is string secret ? accounts.Sessions.Find(secret) : null;
    }

    private static void Check(HttpContext context, Viewer? viewer, Access needed)
    {
        if (needed == Access.Anyone)
        {
            return;
        }
        if (viewer is null)
        {
            throw new ApiRefusal("sign in first (POST /api/v1/session), or give an API key that is valid (Authorization: Bearer suyuan_…)", StatusCodes.Status401Unauthorized);
        }
        if (!viewer.May(needed))
        {
            throw new ApiRefusal(string.Create(CultureInfo.InvariantCulture, $"a {viewer.Role.Token()} may not do this"), StatusCodes.Status403Forbidden);
        }
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        if (viewer.ReadOnly)
        {
            throw new ApiRefusal("the key is for reading only", StatusCodes.Status403Forbidden);
        }
        // The browser sends the cookie by itself, also where a page of somebody else asks it to.
        if (viewer.Session is Session session && !Secrets.Same(session.Csrf, context.Request.Headers[CsrfHeader]))
        {
            throw new ApiRefusal($"the header {CsrfHeader} is missing or of another session; GET /api/v1/session tells it", StatusCodes.Status403Forbidden);
        }
    }

    private sealed record Needed(Access Access);
}
