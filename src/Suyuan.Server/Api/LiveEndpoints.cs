using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Suyuan.Server.Api;

/// <summary>What happens now, as server-sent events (WHATWG HTML §9.2).</summary>
internal static class LiveEndpoints
{
    /// <summary>Proxies close connections on which nothing comes; ms.</summary>
    private const int BeatMs = 15_000;

    public static void MapLive(this IEndpointRouteBuilder api, LiveFeed feed) =>
        api.MapGet("/live", (HttpContext context, CancellationToken cancel) =>
        {
            // Proxies that collect answers would hold events back.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(Messages(feed, cancel));
        }).WithSummary("Server-sent events: hello, alarm, report, beat.").Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async IAsyncEnumerable<SseItem<object>> Messages(LiveFeed feed, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new SseItem<object>(new { }, "hello");
        await using IAsyncEnumerator<LiveMessage> messages = feed.Listen(cancel).GetAsyncEnumerator(cancel);
        Task<bool> next = messages.MoveNextAsync().AsTask();
        while (true)
        {
            if (await Task.WhenAny(next, Task.Delay(BeatMs, cancel)) != next)
            {
                cancel.ThrowIfCancellationRequested();
                yield return new SseItem<object>(new { }, "beat");
                continue;
            }
            if (!await next)
            {
                yield break;
            }
            yield return new SseItem<object>(messages.Current.Data, messages.Current.Type);
            next = messages.MoveNextAsync().AsTask();
        }
    }
}
