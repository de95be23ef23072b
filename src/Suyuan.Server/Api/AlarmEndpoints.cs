using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Accounts;
using Suyuan.Server.Alarms;

namespace Suyuan.Server.Api;

/// <param name="Open">Alarms that are open, the latest change first.</param>
/// <param name="Recent">The latest that are closed.</param>
public sealed record ApiAlarms(IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Recent);

/// <summary>Attacks that go on now, from the collector of this process, and whether word of them gets out.</summary>
internal static class AlarmEndpoints
{
    public static void MapAlarms(this IEndpointRouteBuilder api, AlarmCentre? alarms, AuditLog audit)
    {
        api.MapGet("/alarms", () => alarms?.List() is (IReadOnlyList<Alarm> open, IReadOnlyList<Alarm> recent) ? new ApiAlarms(open, recent) : new ApiAlarms([], []))
            .WithSummary("Open alarms, and the latest thousand that are closed; empty where this process collects nothing.").Produces<ApiAlarms>();
        api.MapGet("/alarms/channels", () => alarms?.Channels() ?? []).WithSummary("Where alarms are sent, and how that went since the start.")
            .Produces<IReadOnlyList<ChannelState>>().Needs(Access.Administer);
        api.MapPost("/alarms/test", async (Viewer viewer, HttpContext context, CancellationToken cancel) =>
        {
            if (alarms is null)
            {
                throw new ApiRefusal("this process collects nothing and raises no alarms; 'suyuan alarms test' sends a test without it", StatusCodes.Status409Conflict);
            }
            audit.Write(viewer.Name, AuditActions.AlarmTest, "", context.ClientAddress());
            return await alarms.Test(cancel);
        }).WithSummary("Sends a test to each channel, once, and tells what each answered.").Produces<IReadOnlyList<ChannelAnswer>>().ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Access.Administer);
    }
}
