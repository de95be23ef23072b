using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Server.Alarms.Channels;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Alarms;

/// <summary>A real HTTP server takes them.</summary>
public sealed class WebhookChannelTests
{
    private static readonly byte[] s_secret = "sixteen octets at least"u8.ToArray();
    private static readonly RetryOptions s_quick = new() { Attempts = 3, FirstPause = TimeSpan.FromMilliseconds(2), LongestPause = TimeSpan.FromMilliseconds(5) };

    [Fact]
    public async Task A_message_is_signed_so_that_its_receiver_can_check_it()
    {
        await using Receiver receiver = await Receiver.Start();
        using WebhookChannel channel = new("noc", receiver.Address, s_secret, TimeProvider.System);
        await channel.Send(Notices.Opened(), TestContext.Current.CancellationToken);

        (IHeaderDictionary headers, byte[] body) = Assert.Single(receiver.Requests);
        byte[] signed = [.. Encoding.ASCII.GetBytes(headers[WebhookChannel.TimestampHeader] + "."), .. body];
        Assert.Equal("v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(s_secret, signed)), headers[WebhookChannel.SignatureHeader]);
        Assert.Equal("0123456789abcdef-1-1", headers[WebhookChannel.DeliveryHeader]);
        Assert.Equal("application/json", headers.ContentType);
        JsonElement notice = JsonElement.Parse(body);
        Assert.Equal((1, "opened", "threshold"), (notice.GetProperty("version").GetInt32(), notice.GetProperty("change").GetString(), notice.GetProperty("reason").GetString()));
        JsonElement alarm = notice.GetProperty("alarm");
        Assert.Equal(("203.0.113.7", 1_234_567), (alarm.GetProperty("target").GetString(), alarm.GetProperty("peak_pps").GetInt64()));
        Assert.Equal("ntp-reflection", alarm.GetProperty("vectors")[0].GetProperty("vector").GetString());
        Assert.Equal(Documented("alarm."), Names(alarm, "alarm."));
        Assert.Equal(Documented("vector."), Names(alarm.GetProperty("vectors")[0], "vector."));
    }

    [Fact]
    public async Task What_fails_for_now_is_tried_again_in_order_until_it_is_taken()
    {
        await using Receiver receiver = await Receiver.Start(503, 429, 200, 200);
        using StringWriter log = new();
        using ChannelSender sender = new(new WebhookChannel("noc", receiver.Address, s_secret, TimeProvider.System), s_quick, TimeProvider.System, TextWriter.Synchronized(log));
        sender.Offer(Notices.Opened(1));
        sender.Offer(Notices.Opened(2));
        sender.Start();
        await Eventually.Holds(() => sender.Sent == 2, "both are taken", TestContext.Current.CancellationToken);

        Assert.Equal((2, 0, 0), (sender.Retries, sender.Dead, sender.Dropped));
        Assert.Equal(["1", "1", "1", "2"], receiver.Requests.Select(request => request.Headers[WebhookChannel.DeliveryHeader].ToString()[^1..]));
    }

    [Theory]
    [InlineData(400, 1, "it answered 400 BadRequest")]
    [InlineData(302, 1, "it answered 302 Found")]
    [InlineData(500, 3, "it answered 500 InternalServerError")]
    public async Task What_is_refused_is_given_up_counted_and_logged_and_the_next_goes_out(int status, int tries, string words)
    {
        await using Receiver receiver = await Receiver.Start([.. Enumerable.Repeat(status, tries), 200]);
        using StringWriter log = new();
        using ChannelSender sender = new(new WebhookChannel("noc", receiver.Address, s_secret, TimeProvider.System), s_quick, TimeProvider.System, TextWriter.Synchronized(log));
        sender.Start();
        sender.Offer(Notices.Opened(1));
        sender.Offer(Notices.Opened(2));
        await Eventually.Holds(() => sender.Sent == 1, "the second is taken", TestContext.Current.CancellationToken);

        Assert.Equal(1, sender.Dead);
        Assert.Equal(tries + 1, receiver.Requests.Count);
        Assert.Contains($"given up after {tries} tries: {words}; it was: attack alarm 0123456789abcdef opened: ntp-reflection on 203.0.113.7", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_and_a_full_queue_cost_the_oldest_and_are_counted()
    {
        using Socket closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using StringWriter log = new();
        RetryOptions patient = s_quick with { Waiting = 2, Attempts = 1000, Grace = TimeSpan.FromMilliseconds(50) };
        using ChannelSender sender = new(
            new WebhookChannel("noc", new Uri($"http://{closed.LocalEndPoint}/"), s_secret, TimeProvider.System), patient, TimeProvider.System, TextWriter.Synchronized(log));
        for (int revision = 1; revision <= 5; revision++)
        {
            sender.Offer(Notices.Opened(revision));
        }
        Assert.Equal((3, 2), (sender.Dropped, sender.Waiting));
        sender.Start();
        await Eventually.Holds(() => sender.Retries > 0, "it is tried again", TestContext.Current.CancellationToken);
        await sender.Stop();

        Assert.Equal((0, 5, 0), (sender.Sent, sender.Dropped, sender.Waiting));
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_heed_the_receiver()
    {
        RetryOptions retry = new();
        Assert.All(Enumerable.Range(0, 50), _ => Assert.InRange(retry.Pause(3, null).TotalSeconds, 2, 4));
        Assert.InRange(retry.Pause(40, null).TotalSeconds, 30, 60);
        Assert.Equal(20, retry.Pause(1, TimeSpan.FromSeconds(20)).TotalSeconds);
        Assert.Equal(60, retry.Pause(1, TimeSpan.FromHours(1)).TotalSeconds);
    }

    private static IEnumerable<string> Documented(string prefix) =>
        DocumentTable.Rows("docs/alarms.md").Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonElement element, string prefix) => element.EnumerateObject().Select(property => prefix + property.Name).Order(StringComparer.Ordinal);

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private readonly Queue<int> _answers;

        private Receiver(IEnumerable<int> answers)
        {
            _answers = new Queue<int>(answers);
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _application = builder.Build();
            _application.Run(Take);
        }

        public List<(IHeaderDictionary Headers, byte[] Body)> Requests { get; } = [];

        public Uri Address { get; private set; } = null!;

        public static async Task<Receiver> Start(params int[] answers)
        {
            Receiver receiver = new(answers);
            await receiver._application.StartAsync();
            Address(receiver);
            return receiver;

            static void Address(Receiver one) =>
                one.Address = new Uri(one._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?token=secret");
        }

        public async ValueTask DisposeAsync() => await _application.DisposeAsync();

        private async Task Take(HttpContext context)
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            lock (_answers)
            {
                Requests.Add((new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value)), body.ToArray()));
                context.Response.StatusCode = _answers.TryDequeue(out int status) ? status : 200;
            }
        }
    }
}
