using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Suyuan.Server.Accounts;

/// <summary>Signing in through an identity provider: it says who somebody is, the configuration says which role that makes; from there on it is a session like any other.</summary>
internal static class Provider
{
    private const string Scheme = "provider";
    private const string SignInScheme = "unused";
    private const string Callback = "/api/v1/session/provider/callback";

    /// <summary>Where a sign-in ends that came to nothing; the console says so.</summary>
    private const string Refused = "/?sign_in=refused";

    private const string Unreachable = "/?sign_in=unreachable";

    public static void AddProvider(this IServiceCollection services, ProviderOptions provider, AccountParts accounts, AuditLog audit)
    {
        // Of sign-ins under way alone: nothing to keep.
        services.AddDataProtection().UseEphemeralDataProtectionProvider().DisableAutomaticKeyGeneration();
        // The cookie is never used, since the session is our own; a scheme alone would be asked who each request is from.
        services.AddAuthentication().AddCookie(SignInScheme).AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = provider.Issuer.ToString();
            options.ClientId = provider.ClientId;
            options.ClientSecret = provider.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.RequireHttpsMetadata = !provider.Issuer.IsLoopback;
            options.CallbackPath = Callback;
            options.SignInScheme = SignInScheme;
            options.MapInboundClaims = false;
            foreach (string scope in provider.Scopes)
            {
                options.Scope.Add(scope);
            }
            // The provider's answer comes from another site, and over HTTP on loopback a secure cookie would not come at all.
            foreach (CookieBuilder cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            {
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            }
            options.Events.OnTicketReceived = received =>
            {
                Begin(received.HttpContext, received.Principal!, provider, accounts, audit);
                received.HandleResponse();
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = failed =>
            {
                Refuse(failed.HttpContext, provider.Name, audit);
                failed.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>The callback is answered by the middleware of authentication.</summary>
    public static void MapProvider(this IEndpointRouteBuilder api) =>
        api.MapGet("/session/provider", (Delegate)Send)
            .WithSummary("Sends the browser to the identity provider; it comes back signed in.").Produces(StatusCodes.Status302Found).Needs(Access.Anyone).RequireRateLimiting(SessionEndpoints.SignInLimit);

    private static async Task<IResult> Send(HttpContext context)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = "/" });
            return Results.Empty;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or HttpRequestException)
        {
            // What the provider says of itself could not be read.
            return Results.Redirect(Unreachable);
        }
    }

    private static void Begin(HttpContext context, ClaimsPrincipal who, ProviderOptions provider, AccountParts accounts, AuditLog audit)
    {
        string name = $"{who.FindFirstValue(provider.NameClaim) ?? who.FindFirstValue("sub")} ({provider.Name})";
        Role? role = who.FindAll(provider.RoleClaim).Select(claim => provider.Roles.TryGetValue(claim.Value, out Role known) ? known : (Role?)null).Max();
        Store.Constituency? only = role == Role.Constituent ? AccountTexts.ReadConstituency(Value(provider.OperatorClaim), Value(provider.ProvinceClaim)) : null;
        if (role is not Role known || (role == Role.Constituent && only is null))
        {
            Refuse(context, name, audit);
            return;
        }
        audit.Write(name, AuditActions.SignIn, known.Token(), context.ClientAddress());
        (Session session, string secret) = accounts.Sessions.Begin(new Viewer(name, known, only), stamp: null, context.ClientAddress());
        SessionCookie.Set(context, secret, session.Ends);
        context.Response.Redirect("/");

        string? Value(string? claim) => claim is null ? null : who.FindFirstValue(claim);
    }

    private static void Refuse(HttpContext context, string name, AuditLog audit)
    {
        audit.Write(name, AuditActions.SignInFailed, null, context.ClientAddress());
        context.Response.Redirect(Refused);
    }
}
