using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Api;

namespace Suyuan.Server.Accounts;

/// <param name="Next">Give it as <c>cursor</c> for older entries; null = there are none.</param>
public sealed record ApiAuditPage(IReadOnlyList<AuditEntry> Rows, string? Next);

/// <summary>Who did what, for administrators.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api, AuditLog audit) => api.MapGet("/audit", (HttpRequest request) =>
    {
        string? cursor = ListQuery.Text(request.Query, "cursor");
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ApiRefusal("cursor: not one that this list gave; begin again without it");
        }
        (string? actor, string? action) = (ListQuery.Text(request.Query, "actor"), ListQuery.Text(request.Query, "action"));
        if (action is not null && !AuditActions.All.Contains(action))
        {
            throw new ApiRefusal($"action: '{action}' is none of {string.Join(", ", AuditActions.All)}");
        }
        bool Wanted(AuditEntry entry) => (actor is null || entry.Actor.Contains(actor, StringComparison.OrdinalIgnoreCase)) && (action is null || entry.Action == action);
        (IReadOnlyList<AuditEntry> entries, long? next) = audit.Read(
            cursor is null ? null : long.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture), ListQuery.Limit(ListQuery.Text(request.Query, "limit")), Wanted);
        return new ApiAuditPage(entries, next?.ToString(CultureInfo.InvariantCulture));
    }).WithSummary("The audit log, newest first; takes actor (a part of it), action, limit and cursor.").Produces<ApiAuditPage>().Needs(Access.Administer);
}
