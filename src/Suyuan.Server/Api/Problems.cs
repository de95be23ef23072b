using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suyuan.Server.Accounts;

namespace Suyuan.Server.Api;

/// <summary>What goes wrong, as problem details (RFC 9457). Only a refusal's message leaves the server; the rest is in its log.</summary>
internal static partial class Problems
{
    private static readonly TimeSpan? s_busy = TimeSpan.FromSeconds(2);

    public static void UseProblems(this WebApplication application)
    {
        application.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Write, SuppressDiagnosticsCallback = _ => true });
        application.UseStatusCodePages();
    }

    private static Task Write(HttpContext context)
    {
        Exception? error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        (int status, string detail) = error switch
        {
            ApiRefusal refusal => (refusal.Status, refusal.Message),
            BadHttpRequestException request => (request.StatusCode, "the request cannot be read; its body must be the JSON that /openapi/v1.json tells"),
            AccountException account => (account.Missing ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, account.Message),
            StoreBusyException busy => (StatusCodes.Status503ServiceUnavailable, busy.Message),
            _ => (StatusCodes.Status500InternalServerError, "the server failed; its log says why"),
        };
        if (status == StatusCodes.Status500InternalServerError && error is not null)
        {
            Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Suyuan.Api"), error, context.Request.Method, context.Request.Path);
        }
        TimeSpan? retry = (error as ApiRefusal)?.RetryAfter ?? (status == StatusCodes.Status503ServiceUnavailable ? s_busy : null);
        if (retry is TimeSpan wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        context.Response.StatusCode = status;
        return Results.Problem(detail: detail, statusCode: status).ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, Exception error, string method, string path);
}
