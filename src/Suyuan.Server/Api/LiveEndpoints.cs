using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Accounts;

namespace Suyuan.Server.Api;

/// <summary>What happens now, as server-sent events (WHATWG HTML §9.2).</summary>
internal static class LiveEndpoints
{
    /// <summary>Proxies close connections on which nothing comes.</summary>
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);

    public static void MapLive(this IEndpointRouteBuilder api, LiveFeed feed, Sessions? sessions) =>
        api.MapGet("/live", (HttpContext context, Viewer viewer, CancellationToken cancel) =>
        {
            // Proxies that collect answers would hold events back.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(Messages(feed, viewer, sessions, cancel));
        }).WithSummary("Server-sent events: hello, then alarm (opened, updated, closed), report (a job's state) and beat.").Produces(StatusCodes.Status200OK, contentType: "text/event-stream").Needs(Access.Own);

    private static async IAsyncEnumerable<SseItem<object>> Messages(LiveFeed feed, Viewer viewer, Sessions? sessions, [EnumeratorCancellation] CancellationToken cancel)
    {
        // What happens now is told whole; whose resources take part is not known yet, so a constituent hears that the server lives.
        using LiveListener listener = (viewer.Only is null ? feed : new LiveFeed()).Listen();
        yield return new SseItem<object>(new { }, "hello");
        while (!cancel.IsCancellationRequested)
        {
            LiveMessage? message = await listener.Next(s_beat, cancel);
            if (viewer.Session is Session session && sessions?.IsOpen(session) == false)
            {
                yield break;
            }
            yield return message is null ? new SseItem<object>(new { }, "beat") : new SseItem<object>(message.Data, message.Type);
        }
    }
}
