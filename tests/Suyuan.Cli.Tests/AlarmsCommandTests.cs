using System.Net;
using System.Net.Sockets;
using System.Text;
using Suyuan.Cli.Configuration;
using Xunit;

namespace Suyuan.Tests;

public sealed class AlarmsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-alarms-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_test_goes_to_each_channel_and_tells_what_each_answered()
    {
        using UdpClient siem = new(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret"), "0123456789abcdef\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "suyuan.yaml"),
            $$"""
            alarms:
              webhooks:
                - { name: noc, url: "http://{{closed.LocalEndPoint}}/hook?token=hidden", secret_file: secret }
              syslog:
                - { host: 127.0.0.1, port: {{((IPEndPoint)siem.Client.LocalEndPoint!).Port}} }
            """,
            TestContext.Current.CancellationToken);

        SuyuanProcess run = SuyuanProcess.Run(_folder.FullName, "alarms", "test");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"noc (http://{closed.LocalEndPoint}): Connection refused", run.Output, StringComparison.Ordinal);
        Assert.Contains($"syslog-1 (udp://{siem.Client.LocalEndPoint}): taken", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Output + run.Errors, StringComparison.Ordinal);
        UdpReceiveResult datagram = await siem.ReceiveAsync(TestContext.Current.CancellationToken);
        Assert.Contains("change=\"test\"", Encoding.UTF8.GetString(datagram.Buffer), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_channels_there_is_nothing_to_test()
    {
        SuyuanProcess run = SuyuanProcess.Run(_folder.FullName, "alarms", "test");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("alarms: no channel is configured", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhooks: [{ url: \"ftp://example.org\" }]", "alarms.webhooks[0].url: 'ftp://example.org' is no http or https address")]
    [InlineData("webhooks: [{ url: \"https://example.org\" }]", "alarms.webhooks[0]: neither secret_file nor secret_variable")]
    [InlineData("webhooks: [{ url: \"https://example.org\", secret_variable: SUYUAN_NO_SUCH }]", "alarms.webhooks[0].secret_variable: the environment has no SUYUAN_NO_SUCH")]
    [InlineData("syslog: [{ host: example.org, transport: smoke }]", "alarms.syslog[0].transport: 'smoke' is none of udp, tcp, tls")]
    [InlineData("syslog: [{ host: example.org, facility: local9 }]", "alarms.syslog[0].facility: 'local9' is none of kern,")]
    [InlineData("syslog: [{ host: a }, { host: b, name: syslog-1 }]", "alarms: two channels have the name 'syslog-1'")]
    [InlineData("mail: [{ host: example.org, from: a@example.org }]", "alarms.mail[0].to: names nobody")]
    [InlineData("mail: [{ host: example.org, from: nobody, to: [a@example.org] }]", "alarms.mail[0]: 'nobody' is no mail address")]
    [InlineData("mail: [{ host: example.org, from: a@example.org, to: [b@example.org], user: c }]", "alarms.mail[0]: user is set, but neither")]
    [InlineData("kafka: [{ topic: a }]", "alarms.kafka[0].brokers: names none")]
    [InlineData("kafka: [{ brokers: [example.org] }]", "alarms.kafka[0].brokers: 'example.org' is no host and port")]
    [InlineData("kafka: [{ brokers: [\"example.org:9093\"], topic: \"a b\" }]", "alarms.kafka[0].topic: 'a b' is no name of a topic")]
    [InlineData("kafka: [{ brokers: [\"example.org:9093\"], user: a }]", "alarms.kafka[0]: user is set, but neither")]
    [InlineData("kafka: [{ brokers: [\"example.org:9093\"], user: a, password_variable: PATH, login: plain, security: none }]", "alarms.kafka[0]: a password is not sent in the clear")]
    [InlineData("kafka: [{ brokers: [\"[2001:db8::1]:9093\"], authorities: no-such.pem }]", "alarms.kafka[0].authorities: there is no no-such.pem")]
    [InlineData("attempts: 0", "alarms.attempts: 0 is not between 1 and 100")]
    public void What_cannot_be_used_is_named_by_its_key(string line, string message)
    {
        AlarmsSection section = SuyuanConfiguration.Parse($"alarms:\n  {line}\n", "suyuan.yaml").Alarms;
        Assert.StartsWith(message, Assert.Throws<ConfigurationException>(() => section.ToOptions("s.duckdb", TimeProvider.System)).Message, StringComparison.Ordinal);
    }
}
