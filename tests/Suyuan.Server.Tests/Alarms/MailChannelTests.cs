using System.Net;
using System.Net.Sockets;
using Suyuan.Server.Alarms.Channels;
using Xunit;

namespace Suyuan.Tests.Alarms;

/// <summary>A small mail server on loopback takes them (RFC 5321).</summary>
public sealed class MailChannelTests
{
    [Fact]
    public async Task A_message_goes_to_everyone_with_a_subject_that_says_it_all()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task<List<string>> session = Serve(server, "250 taken", cancel);
        using MailChannel channel = Channel(server, MailSecurity.None);
        await channel.Send(Notices.Opened(), cancel);

        List<string> lines = await session;
        Assert.Equal(2, lines.Count(line => line.StartsWith("RCPT TO:<", StringComparison.Ordinal)));
        Assert.Contains("Subject: [Suyuan] opened: ntp-reflection on 203.0.113.7", lines);
        Assert.Contains("Auto-Submitted: auto-generated", lines);
        Assert.Contains(lines, line => line.StartsWith("ntp-reflection: 2026-07-06 12:00:00 to 2026-07-06 12:00:09 UTC, up to 1,234,567 packets/s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("451 later", true)]
    [InlineData("550 nobody here", false)]
    public async Task A_refusal_is_told_and_only_a_passing_one_is_worth_another_try(string answer, bool again)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task<List<string>> session = Serve(server, answer, cancel);
        using MailChannel channel = Channel(server, MailSecurity.None);
        DeliveryException refused = await Assert.ThrowsAsync<DeliveryException>(() => channel.Send(Notices.Opened(), cancel));
        await session;

        Assert.Equal(again, refused.WorthRetrying);
        Assert.Equal($"it answered {answer}", refused.Message);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_told_nothing()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task<List<string>> session = Serve(server, "250 taken", cancel);
        using MailChannel channel = Channel(server, MailSecurity.Starttls);
        DeliveryException refused = await Assert.ThrowsAsync<DeliveryException>(() => channel.Send(Notices.Opened(), cancel));

        Assert.False(refused.WorthRetrying);
        Assert.DoesNotContain(await session, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    private static MailChannel Channel(TcpListener server, MailSecurity security) => new(
        "duty", new MailOptions("localhost", ((IPEndPoint)server.LocalEndpoint).Port, security, "suyuan@example.org", ["a@example.org", "b@example.org"], null, null), TimeProvider.System);

    /// <summary>One session; gives what the client said.</summary>
    /// <param name="answer">To the message.</param>
    private static async Task<List<string>> Serve(TcpListener server, string answer, CancellationToken cancel)
    {
        List<string> said = [];
        using TcpClient client = await server.AcceptTcpClientAsync(cancel);
        using StreamReader reader = new(client.GetStream());
        using StreamWriter writer = new(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        bool data = false;
        while (await reader.ReadLineAsync(cancel) is string line)
        {
            said.Add(line);
            string? reply = data
                ? line == "." ? answer : null
                : line.Split(' ', ':')[0].ToUpperInvariant() switch
                {
                    "EHLO" => "250 localhost",
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                };
            data = data ? line != "." : line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
            if (reply is not null)
            {
                await writer.WriteLineAsync(reply.AsMemory(), cancel);
            }
        }
        return said;
    }
}
