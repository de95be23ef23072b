using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>Lists as files: all rows that a filter leaves, in the columns of the command line's CSV.</summary>
internal static class CsvEndpoints
{
    /// <summary>A spreadsheet's; the command line writes more.</summary>
    private const int MostRows = 1_000_000;

    public static void MapCsv(this IEndpointRouteBuilder api, ICsvLists lists, StoreReaders readers, AuditLog audit, HomeRegion home)
    {
        foreach (string list in lists.Names)
        {
            api.MapGet($"/{list}.csv", async (HttpContext context, Viewer viewer, CancellationToken cancel) =>
            {
                ListFilter filter = ListQuery.ReadFilters(context.Request.Query, list, home);
                audit.Write(viewer.Name, AuditActions.Export, $"{list}.csv{context.Request.QueryString}", context.ClientAddress());
                // Written to a file first: a slow client must not hold a connection to the store.
                string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                try
                {
                    await readers.Ask(viewer, store => Write(list, store, filter, path), cancel);
                    context.Response.ContentType = "text/csv; charset=utf-8";
                    context.Response.Headers.ContentDisposition = $"attachment; filename={list}.csv";
                    await context.Response.SendFileAsync(path, cancel);
                }
                finally
                {
                    File.Delete(path);
                }
            }).WithSummary($"The list as CSV, up to {MostRows:N0} rows.").Produces(StatusCodes.Status200OK, contentType: "text/csv");
        }

        bool Write(string list, IAttackReader store, ListFilter filter, string path)
        {
            using StreamWriter output = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            lists.Write(list, store, filter with { AddressDataVersion = store.AddressDataVersion, Limit = MostRows }, output);
            return true;
        }
    }
}
