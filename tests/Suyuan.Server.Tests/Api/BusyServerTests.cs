using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Api;

/// <summary>Callers that are too many, or too slow.</summary>
public sealed class BusyServerTests
{
    [Fact]
    public async Task A_thousand_readers_at_once_are_answered_or_told_to_come_back_and_the_next_is_answered_as_ever()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using ServedStore served = await ServedStore.Start();
        using HttpClient client = served.NewClient();
        string alone = await client.GetStringAsync(new Uri("api/v1/events?limit=20", UriKind.Relative), cancel);

        (HttpStatusCode Status, string Text)[] answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("api/v1/events?limit=20", UriKind.Relative), cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }));

        Assert.All(answers, answer => Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests]));
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.OK), answer => Assert.Equal(alone, answer.Text));
        Assert.True(answers.Count(answer => answer.Status == HttpStatusCode.OK) >= 256);
        Assert.Equal(alone, await client.GetStringAsync(new Uri("api/v1/events?limit=20", UriKind.Relative), cancel));
    }

    [Fact]
    public async Task A_listener_that_does_not_read_holds_up_nobody_and_loses_its_oldest_messages()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using ServedStore served = await ServedStore.Start();
        using Socket slow = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(IPAddress.Loopback, served.Client.BaseAddress!.Port, cancel);
        await slow.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n"), cancel);
        using StreamReader quick = new(await served.Client.GetStreamAsync(new Uri("api/v1/live", UriKind.Relative), cancel));
        await Eventually.Holds(() => served.Feed.Listeners == 2, "both listen", cancel);
        string filler = new('x', 10_000);
        const int Messages = 5_000;

        // 50 MB: more than sockets and queues hold together.
        Task<int> reading = Task.Run(() => CountUntil(quick, "last", cancel), cancel);
        long began = Stopwatch.GetTimestamp();
        for (int index = 0; index < Messages; index++)
        {
            served.Feed.Publish("alarm", new { index, filler });
            // As fast as one who reads can follow.
            await Task.Yield();
        }
        TimeSpan published = Stopwatch.GetElapsedTime(began);
        served.Feed.Publish("alarm", new { index = "last", filler = "" });

        Assert.InRange(await reading, 1, Messages + 1);
        Assert.InRange(published.TotalSeconds, 0, 30);
        Assert.Equal(2, served.Feed.Listeners);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync(new Uri("healthz", UriKind.Relative), cancel)).StatusCode);
        // When it reads at last, it hears of the latest.
        Assert.Contains("\"index\":\"last\"", await ReadUntil(slow, "\"index\":\"last\"", cancel), StringComparison.Ordinal);
        slow.Close();
        await Eventually.Holds(
            () =>
            {
                served.Feed.Publish("alarm", new { });
                return served.Feed.Listeners <= 1;
            },
            "who has gone is forgotten", cancel);
    }

    private static async Task<int> CountUntil(StreamReader live, string last, CancellationToken cancel)
    {
        int count = 0;
        while (await live.ReadLineAsync(cancel) is string line)
        {
            if (line.StartsWith("event: alarm", StringComparison.Ordinal))
            {
                count++;
            }
            if (line.Contains($"\"{last}\"", StringComparison.Ordinal))
            {
                break;
            }
        }
        return count;
    }

    private static async Task<string> ReadUntil(Socket socket, string text, CancellationToken cancel)
    {
        StringBuilder tail = new();
        byte[] octets = new byte[1 << 16];
        while (!tail.ToString().Contains(text, StringComparison.Ordinal))
        {
            int read = await socket.ReceiveAsync(octets, cancel);
            Assert.True(read > 0, "the connection was closed");
            tail.Append(Encoding.ASCII.GetString(octets, 0, read));
            if (tail.Length > 1 << 17)
            {
                tail.Remove(0, tail.Length - (1 << 16));
            }
        }
        return tail.ToString();
    }
}
