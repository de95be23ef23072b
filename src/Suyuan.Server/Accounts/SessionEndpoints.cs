using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Api;

namespace Suyuan.Server.Accounts;

/// <summary>The first administrator, signing in and out.</summary>
internal static class SessionEndpoints
{
    /// <summary>Name of the rate limit for those who are not known yet.</summary>
    public const string SignInLimit = "sign-in";

    public static void MapSessions(this IEndpointRouteBuilder api, AccountParts? accounts, AuditLog audit)
    {
        string? provider = accounts?.Provider?.Name;
        api.MapGet("/session", (HttpContext context) =>
            context.Features.Get<Viewer>() is Viewer viewer ? ApiSession.Of(viewer, accounts is null ? "open" : "signed_in", provider)
            : new ApiSession(accounts!.Book.List.HasAdministrator ? "signed_out" : "setup", Provider: provider))
            .WithSummary("Who asks, and what unsafe requests must bring along.").Produces<ApiSession>().Needs(Access.Anyone);
        if (accounts is null)
        {
            return;
        }

        api.MapPost("/setup", (ApiSetUp asked, HttpContext context) => SetUp(asked, context, accounts, audit, provider))
            .WithSummary("Makes the first administrator, with the token that the server printed, and signs them in.")
            .Produces<ApiSession>(StatusCodes.Status201Created).Needs(Access.Anyone).RequireRateLimiting(SignInLimit);

        api.MapPost("/session", (ApiSignIn asked, HttpContext context) => SignIn(asked, context, accounts, audit, provider))
            .WithSummary("Signs in.").Produces<ApiSession>().Needs(Access.Anyone).RequireRateLimiting(SignInLimit);

        api.MapDelete("/session", (Viewer viewer, HttpContext context) =>
        {
            if (viewer.Session is Session session)
            {
                audit.Write(viewer.Name, AuditActions.SignOut, null, context.ClientAddress());
                accounts.Sessions.End(one => one.Id == session.Id);
                SessionCookie.Clear(context);
            }
            return Results.NoContent();
        }).WithSummary("Signs out.").Produces(StatusCodes.Status204NoContent).Needs(Access.Own);

        api.MapPut("/session/password", (ApiNewPassword asked, Viewer viewer, HttpContext context) => ChangePassword(asked, viewer, context, accounts, provider))
            .WithSummary("Changes one's own password; other sessions of the account end.").Produces<ApiSession>().Needs(Access.Own).RequireRateLimiting(SignInLimit);

        api.MapGet("/sessions", (Viewer viewer) => accounts.Sessions.All.Where(session => Governs(viewer, session)).Select(ApiSessionRow.Of).ToArray())
            .WithSummary("Sessions: one's own, of everybody for administrators.").Produces<ApiSessionRow[]>().Needs(Access.Own);

        api.MapDelete("/sessions/{id}", (string id, Viewer viewer, HttpContext context) =>
        {
            Session found = accounts.Sessions.All.FirstOrDefault(session => session.Id == id && Governs(viewer, session))
                ?? throw new ApiRefusal($"there is no session '{id}'", StatusCodes.Status404NotFound);
            audit.Write(viewer.Name, AuditActions.SessionEnd, found.Name, context.ClientAddress());
            accounts.Sessions.End(session => session.Id == id);
            return Results.NoContent();
        }).WithSummary("Ends a session.").Produces(StatusCodes.Status204NoContent).Needs(Access.Own);
    }

    private static IResult SetUp(ApiSetUp asked, HttpContext context, AccountParts accounts, AuditLog audit, string? provider)
    {
        Account? made = null;
        if (accounts.Book.List.HasAdministrator
            || !accounts.FirstRun.Use(asked.Token, () =>
            {
                made = accounts.Book.Add("set-up", context.ClientAddress(), asked.Name, asked.Password, Role.Administrator, null);
                audit.Write(made.Name, AuditActions.SetUp, null, context.ClientAddress());
            }))
        {
            audit.Write("set-up", AuditActions.SetUpFailed, null, context.ClientAddress());
            throw new ApiRefusal("token: is not the one that the server printed when it started, or no longer; start the server again for another", StatusCodes.Status403Forbidden);
        }
        return Results.Json(Begin(context, accounts, made!, provider), statusCode: StatusCodes.Status201Created);
    }

    private static ApiSession SignIn(ApiSignIn asked, HttpContext context, AccountParts accounts, AuditLog audit, string? provider)
    {
        (string name, string password) = (asked.Name ?? "", asked.Password ?? "");
        string network = context.ClientNetwork();
        if (accounts.LockOut.Begin(name, network) is TimeSpan wait)
        {
            audit.Write(name, AuditActions.SignInLocked, null, context.ClientAddress());
            throw new ApiRefusal("signing in failed too often; wait", StatusCodes.Status429TooManyRequests) { RetryAfter = wait };
        }
        if (accounts.Book.Verify(name, password) is not Account account)
        {
            audit.Write(name, AuditActions.SignInFailed, null, context.ClientAddress());
            throw new ApiRefusal("name or password is wrong", StatusCodes.Status401Unauthorized);
        }
        accounts.LockOut.Succeeded(name, network);
        audit.Write(account.Name, AuditActions.SignIn, null, context.ClientAddress());
        return Begin(context, accounts, account, provider);
    }

    private static ApiSession ChangePassword(ApiNewPassword asked, Viewer viewer, HttpContext context, AccountParts accounts, string? provider)
    {
        if (viewer.Session is not { Stamp: not null } session)
        {
            throw new ApiRefusal("only an account of this server has a password here", StatusCodes.Status403Forbidden);
        }
        string network = context.ClientNetwork();
        if (accounts.LockOut.Begin(viewer.Name, network) is TimeSpan wait)
        {
            throw new ApiRefusal("the password was wrong too often; wait", StatusCodes.Status429TooManyRequests) { RetryAfter = wait };
        }
        if (accounts.Book.Verify(viewer.Name, asked.Password ?? "") is null)
        {
            throw new ApiRefusal("password: is wrong", StatusCodes.Status403Forbidden);
        }
        accounts.LockOut.Succeeded(viewer.Name, network);
        Account changed = accounts.Book.SetPassword(viewer.Name, context.ClientAddress(), viewer.Name, asked.NewPassword);
        accounts.Sessions.End(one => one.Id == session.Id);
        return Begin(context, accounts, changed, provider);
    }

    private static ApiSession Begin(HttpContext context, AccountParts accounts, Account account, string? provider)
    {
        Viewer viewer = new(account.Name, account.Role, account.Only);
        (Session session, string secret) = accounts.Sessions.Begin(viewer, account.Stamp, context.ClientAddress());
        SessionCookie.Set(context, secret, session.Ends);
        return ApiSession.Of(viewer with { Session = session }, "signed_in", provider);
    }

    private static bool Governs(Viewer viewer, Session session) => viewer.May(Access.Administer) || (viewer.Session is Session own && own.Name == session.Name);
}
