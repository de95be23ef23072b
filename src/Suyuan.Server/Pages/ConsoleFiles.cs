using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Suyuan.Server.Pages;

/// <summary>
/// The built console: files under <c>assets/</c> carry a digest in their names and never change; everything else is asked for anew. Addresses of pages, which
/// only the console knows, get its start page.
/// </summary>
internal static class ConsoleFiles
{
    private const string StartPage = "index.html";

    /// <summary>Nothing from elsewhere, nothing inline: text from telemetry and logs can at worst be shown.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Paths that programs ask for: what is not there is not found, not a page.</summary>
    private static readonly string[] s_programs = ["/api", "/openapi", "/assets", "/healthz", "/readyz", "/metrics"];

    /// <summary>Files, before routes are looked at: an address of a page may look like a file's, as those of hosts do.</summary>
    /// <param name="folder">What <c>npm run build</c> wrote; null or without a start page: <c>/</c> tells how to get it.</param>
    public static void UseConsole(this WebApplication application, string? folder)
    {
        if (IsBuilt(folder))
        {
            application.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)), OnPrepareResponse = Prepare });
        }
        application.UseRouting();
    }

    /// <inheritdoc cref="UseConsole"/>
    public static void MapConsole(this WebApplication application, string? folder)
    {
        if (!IsBuilt(folder))
        {
            application.MapGet("/", (HttpContext context) =>
            {
                Guard(context.Response);
                return Results.Text(Missing, "text/html; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
            }).ExcludeFromDescription();
            return;
        }
        string start = Path.GetFullPath(Path.Combine(folder, StartPage));
        application.MapFallback("{*path}", context =>
        {
            if (s_programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix)) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            Guard(context.Response);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            return context.Response.SendFileAsync(start);
        });
    }

    private static bool IsBuilt([NotNullWhen(true)] string? folder) => folder is not null && File.Exists(Path.Combine(folder, StartPage));

    private static void Prepare(StaticFileResponseContext answer)
    {
        Guard(answer.Context.Response);
        answer.Context.Response.Headers.CacheControl = answer.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static void Guard(HttpResponse response) => response.Headers.ContentSecurityPolicy = Policy;

    private const string Missing = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Suyuan</title>
        <h1>Suyuan answers, its console is not built</h1>
        <p>The API works: <a href="/api/v1/statistics/periods">/api/v1</a>, described by <a href="/openapi/v1.json">/openapi/v1.json</a>.</p>
        <p>The console is a web page that Node.js builds. Install Node.js 20.19 or newer with npm, then start <code>./suyuan serve</code> again: it builds the console first.</p>
        <h2 lang="zh">溯源已运行，控制台尚未构建</h2>
        <p lang="zh">API 可用。控制台网页由 Node.js 构建：安装 Node.js 20.19 或更新版本（含 npm），然后重新运行 <code>./suyuan serve</code>，它会先构建控制台。</p>
        </html>
        """;
}
