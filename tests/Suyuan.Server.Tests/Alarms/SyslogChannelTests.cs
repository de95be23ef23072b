using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Suyuan.Server.Alarms;
using Suyuan.Server.Alarms.Channels;
using Xunit;

namespace Suyuan.Tests.Alarms;

/// <summary>Real sockets take them.</summary>
public sealed partial class SyslogChannelTests
{
    private const string Text = "attack alarm 0123456789abcdef opened: ntp-reflection on 203.0.113.7, since 2026-07-06T12:00:00Z, up to 1.23 Mpps, 988 Mbit/s";

    [Fact]
    public async Task A_datagram_holds_one_message_of_RFC_5424()
    {
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        using SyslogChannel channel = Channel(receiver.Client.LocalEndPoint!, SyslogTransport.Udp, null);
        await channel.Send(Notices.Opened(), TestContext.Current.CancellationToken);
        UdpReceiveResult datagram = await receiver.ReceiveAsync(TestContext.Current.CancellationToken);
        Check(Encoding.UTF8.GetString(datagram.Buffer));
    }

    [Fact]
    public async Task Over_TCP_octets_are_counted_and_a_connection_that_was_closed_is_made_anew()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using TcpListener receiver = new(IPAddress.Loopback, 0);
        receiver.Start();
        using SyslogChannel channel = Channel(receiver.LocalEndpoint, SyslogTransport.Tcp, null);
        await channel.Send(Notices.Opened(), cancel);
        await channel.Send(Notices.Opened(), cancel);
        using (TcpClient first = await receiver.AcceptTcpClientAsync(cancel))
        {
            Check(await Read(first.GetStream(), cancel));
            Check(await Read(first.GetStream(), cancel));
        }
        await channel.Send(Notices.Opened(), cancel);
        using TcpClient second = await receiver.AcceptTcpClientAsync(cancel);
        Check(await Read(second.GetStream(), cancel));
    }

    [Fact]
    public async Task Over_TLS_only_a_receiver_with_a_certificate_of_the_authority_is_told()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using X509Certificate2 certificate = Certificate();
        using X509Certificate2 other = Certificate();
        using TcpListener receiver = new(IPAddress.Loopback, 0);
        receiver.Start();
        using SyslogChannel trusting = Channel(receiver.LocalEndpoint, SyslogTransport.Tls, [certificate]);
        using SyslogChannel wary = Channel(receiver.LocalEndpoint, SyslogTransport.Tls, [other]);

        Task sent = trusting.Send(Notices.Opened(), cancel);
        using (TcpClient client = await receiver.AcceptTcpClientAsync(cancel))
        {
            using SslStream secured = new(client.GetStream());
            await secured.AuthenticateAsServerAsync(certificate);
            await sent;
            Check(await Read(secured, cancel));
        }
        Task refused = wary.Send(Notices.Opened(), cancel);
        using TcpClient stranger = await receiver.AcceptTcpClientAsync(cancel);
        using SslStream unheard = new(stranger.GetStream());
        Task handshake = unheard.AuthenticateAsServerAsync(certificate);
        await Assert.ThrowsAsync<DeliveryException>(() => refused);
        await Record.ExceptionAsync(() => handshake);
    }

    [Fact]
    public async Task Nobody_there_is_worth_another_try()
    {
        using Socket closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using SyslogChannel channel = Channel(closed.LocalEndPoint!, SyslogTransport.Tcp, null);
        DeliveryException error = await Assert.ThrowsAsync<DeliveryException>(() => channel.Send(Notices.Opened(), TestContext.Current.CancellationToken));
        Assert.True(error.WorthRetrying);
    }

    [Fact]
    public void What_would_end_a_field_is_escaped()
    {
        AlarmNotice notice = Notices.Opened();
        string message = Encoding.UTF8.GetString(SyslogMessage.Of(
            notice with { Change = AlarmChange.Closed, Alarm = notice.Alarm with { Target = "a\"b\\c]d" } }, 1, "a host", 32473, 7, DateTimeOffset.UnixEpoch));
        Assert.StartsWith("<13>1 1970-01-01T00:00:00.000000Z ahost suyuan 7 alarm [suyuan@32473 id=", message, StringComparison.Ordinal);
        Assert.Contains("target=\"a\\\"b\\\\c\\]d\"", message, StringComparison.Ordinal);
    }

    private static SyslogChannel Channel(EndPoint receiver, SyslogTransport transport, X509Certificate2Collection? authorities) =>
        new("siem", new SyslogOptions(transport == SyslogTransport.Tls ? "localhost" : "127.0.0.1", ((IPEndPoint)receiver).Port, transport, 16, 32473, authorities), TimeProvider.System);

    private static void Check(string message)
    {
        Match match = Message().Match(message);
        Assert.True(match.Success, message);
        Assert.Equal(Text, match.Groups["text"].Value);
        Assert.Contains("vectors=\"ntp-reflection\"", match.Groups["data"].Value, StringComparison.Ordinal);
    }

    /// <summary>RFC 6587 §3.4.1: length, space, message.</summary>
    private static async Task<string> Read(Stream stream, CancellationToken cancel)
    {
        int length = 0;
        byte[] one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, cancel);
            if (one[0] == ' ')
            {
                break;
            }
            length = (length * 10) + one[0] - '0';
        }
        byte[] message = new byte[length];
        await stream.ReadExactlyAsync(message, cancel);
        return Encoding.UTF8.GetString(message);
    }

    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>local0, warning: 16 × 8 + 4.</summary>
    [GeneratedRegex(@"^<132>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \S+ suyuan \d+ alarm \[suyuan@32473 (?<data>id=""0123456789abcdef"" change=""opened"" target=""203\.0\.113\.7"" .*)\] (?<text>.*)$")]
    private static partial Regex Message();
}
