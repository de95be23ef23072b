using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Server.Reports;

namespace Suyuan.Server.Api;

/// <param name="Period">Such as 2021Q2.</param>
/// <param name="Languages">zh, en; default both.</param>
/// <param name="Editions">public, internal; default public.</param>
/// <param name="Formats">Default html.</param>
public sealed record ApiReportRequest(string? Period, IReadOnlyList<string>? Languages, IReadOnlyList<string>? Editions, IReadOnlyList<string>? Formats);

public sealed record ApiReportJob(
    string Id, string Period, IReadOnlyList<string> Languages, IReadOnlyList<string> Editions, IReadOnlyList<string> Formats, string State, DateTimeOffset Asked, DateTimeOffset? Ended,
    IReadOnlyList<string> Files, string? Problem)
{
    public static ApiReportJob Of(ReportJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new ApiReportJob(
            job.Id, job.Request.Period, [.. job.Request.Languages.Select(language => language.Token())], [.. job.Request.Editions.Select(edition => edition.Token())], job.Request.Formats,
            job.State.ToString().ToLowerInvariant(), job.Asked, job.Ended, job.Files, job.Problem);
    }
}

/// <summary>Reports: asked for as a job, watched, downloaded.</summary>
internal static class ReportEndpoints
{
    /// <summary>A document is read, it does nothing: no scripts, no forms, no origin of its own.</summary>
    private const string DocumentPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'";

    public static void MapReports(this IEndpointRouteBuilder api, ReportJobs jobs, AuditLog audit, HomeRegion home)
    {
        api.MapPost("/reports", (ApiReportRequest request, Viewer viewer, HttpContext context) =>
        {
            ReportRequest wanted = Read(request, jobs.Formats, home);
            audit.Write(viewer.Name, AuditActions.ReportAsk, $"{wanted.Period} {string.Join('+', wanted.Editions.Select(edition => edition.Token()))}", context.ClientAddress());
            return jobs.Ask(wanted) is ReportJob job
                ? Results.Accepted($"/api/v1/reports/{job.Id}", ApiReportJob.Of(job))
                : throw new ApiRefusal("too many reports wait to be built; ask again when some are done", StatusCodes.Status503ServiceUnavailable);
        }).WithSummary("Asks for a report; it is built in the background.").Produces<ApiReportJob>(StatusCodes.Status202Accepted).Needs(Access.Analyse);

        api.MapGet("/reports", () => jobs.All.Select(ApiReportJob.Of)).WithSummary("Reports asked for, newest first.").Produces<ApiReportJob[]>();

        api.MapGet("/reports/{id}", (string id) =>
            ApiReportJob.Of(jobs.Find(id) ?? throw new ApiRefusal($"there is no report '{id}'", StatusCodes.Status404NotFound)))
            .WithSummary("How far a report is.").Produces<ApiReportJob>();

        api.MapGet("/reports/{id}/{file}", (string id, string file, bool? view, Viewer viewer, HttpContext context) =>
        {
            string path = jobs.PathOf(id, file) ?? throw new ApiRefusal($"there is no file '{file}' of a finished report '{id}'", StatusCodes.Status404NotFound);
            audit.Write(viewer.Name, AuditActions.Export, file, context.ClientAddress());
            context.Response.Headers.ContentSecurityPolicy = DocumentPolicy;
            string type = new FileExtensionContentTypeProvider().TryGetContentType(file, out string? known) ? known : "application/octet-stream";
            return Results.File(path, type, view == true ? null : file);
        }).WithSummary("A document of a finished report; with view=true to be shown, not saved.").Produces(StatusCodes.Status200OK);
    }

    private static ReportRequest Read(ApiReportRequest request, IReadOnlyList<string> formats, HomeRegion home)
    {
        string period = request.Period ?? throw new ApiRefusal("period: is missing; such as 2021Q2");
        if (!Period.TryParse(period, home, out _))
        {
            throw new ApiRefusal($"period: '{period}' is not {Period.Written}");
        }
        return new ReportRequest(
            period,
            Choose(request.Languages, ["zh", "en"], text => ReportTokens.TryParseLanguage(text, out ReportLanguage language) ? language : (ReportLanguage?)null, "languages", "zh or en"),
            Choose(request.Editions, ["public"], text => ReportTokens.TryParseEdition(text, out ReportEdition edition) ? edition : (ReportEdition?)null, "editions", "public or internal"),
            Formats(request.Formats ?? ["html"], formats));
    }

    private static string[] Formats(IReadOnlyList<string> wanted, IReadOnlyList<string> known) =>
        wanted.FirstOrDefault(format => !known.Contains(format)) is string unknown
            ? throw new ApiRefusal($"formats: '{unknown}' is none of {string.Join(", ", known)}")
            : wanted.Count == 0 ? throw new ApiRefusal("formats: names none") : [.. wanted.Distinct()];

    private static T[] Choose<T>(IReadOnlyList<string>? wanted, string[] otherwise, Func<string, T?> read, string name, string allowed)
        where T : struct
    {
        IReadOnlyList<string> texts = wanted is { Count: > 0 } ? wanted : otherwise;
        return [.. texts.Select(text => read(text) ?? throw new ApiRefusal($"{name}: '{text}' is not {allowed}")).Distinct()];
    }
}
