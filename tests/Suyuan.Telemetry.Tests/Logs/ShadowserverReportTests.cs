using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class ShadowserverReportTests
{
    private const string Event = "\"timestamp\",\"protocol\",\"src_ip\",\"src_port\",\"src_naics\",\"dst_ip\",\"dst_port\",\"dst_naics\",\"infection\",\"family\",\"tag\"";
    private const string Attack = Event + ",\"dst_network\",\"dst_netmask\",\"attack\",\"duration\",\"http_agent\"\n";

    [Fact]
    public void In_honeypot_ddos_the_source_is_the_controller_and_the_network_the_target()
    {
        BotnetCommand order = Assert.Single(Read(
            Attack + "\"2021-04-01 08:00:00\",,198.51.100.7,48101,0,203.0.113.9,80,0,ddos,mirai,mirai,203.0.113.0/24,24,atk10,30,\n").Commands);
        Assert.Equal(
            ("198.51.100.7", (ushort?)48101, "mirai", "203.0.113.0/24", "atk10", (int?)30, "d:2"),
            (order.Controller.ToString(), order.Port, order.Family, order.Target.ToString(), order.Method, order.Duration, order.Source));
        Assert.Equal(new DateTimeOffset(2021, 4, 1, 8, 0, 0, TimeSpan.Zero), order.Time);
    }

    [Fact]
    public void In_honeypot_ddos_amp_the_source_is_the_victim_and_the_port_the_service()
    {
        EvidenceLog log = Read(
            Event + ",\"request\",\"count\",\"bytes\",\"end_time\",\"duration\",\"avg_pps\",\"max_pps\"\n"
            + "\"2021-04-01 08:00:00\",udp,203.0.113.9,80,0,192.0.2.53,123,0,ddos-amplification,,,x,500,4000,\"2021-04-01 08:01:00\",60,8.3,20\n"
            + "\"2021-04-01 08:00:00\",udp,203.0.113.9,80,0,192.0.2.53,9,0,ddos-amplification,,,x,500,4000,\"2021-04-01 08:01:00\",60,8.3,20\n"
            + "\"2021-04-01 08:00:00\",udp,203.0.113.9,80,0,192.0.2.53,123,0,ddos-amplification,,,x,0,4000,\"2021-04-01 08:01:00\",60,8.3,20\n");
        SensorSighting sighting = Assert.Single(log.Sightings);
        Assert.Equal(("203.0.113.9", (ushort?)80, "ntp", 500L), (sighting.Victim.ToString(), sighting.Port, sighting.Protocol, sighting.Packets));
        Assert.Empty(log.Commands);
        Assert.Equal((1, 1), (log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
    }

    [Fact]
    public void A_participant_attacked_its_target_and_a_sinkholed_bot_called_its_sinkhole()
    {
        Indicator participant = Assert.Single(Read(Attack + "\"2021-04-01 08:00:00\",tcp,192.0.2.44,5,0,203.0.113.9,443,0,ddos-participant,,,,,,,\n").Indicators);
        Assert.Equal((IndicatorKind.Bot, IndicatorBasis.Attack, "192.0.2.44", "203.0.113.9"), (participant.Kind, participant.Basis, participant.Address.ToString(), participant.Peer.ToString()));
        Indicator sinkholed = Assert.Single(Read(Event + "\n\"2021-04-01 08:00:00\",tcp,192.0.2.44,5,0,198.51.100.99,443,0,mozi,,\n").Indicators);
        Assert.Equal((IndicatorKind.Bot, IndicatorBasis.Sinkhole, "mozi"), (sinkholed.Kind, sinkholed.Basis, sinkholed.Family));
        // Reports of honeypots have the same columns and more: their sources scan.
        Assert.Equal(1, Read(Event + ",\"service\"\n\"2021-04-01 08:00:00\",tcp,192.0.2.44,5,0,198.51.100.99,22,0,ssh-brute-force,,,ssh\n").Faults[DecodeFault.NotEvidence]);
    }

    [Theory]
    [InlineData("openresolver", 53, "udp", "dns")]
    [InlineData("ssdp,iot", 60194, "udp", "ssdp")]
    [InlineData("", 123, "udp", "ntp")]
    [InlineData("isakmp-vulnerable", 500, "udp", "ike")]
    [InlineData("memcached", 11211, "tcp", null)]
    [InlineData("docker", 2375, "udp", null)]
    public void An_accessible_service_that_reflects_is_an_exposed_reflector(string tag, int port, string protocol, string? service)
    {
        EvidenceLog log = Read($"\"timestamp\",\"ip\",\"protocol\",\"port\",\"tag\",\"geo\",\"naics\"\n\"2021-04-01 08:00:00\",192.0.2.44,{protocol},{port},\"{tag}\",CN,0\n");
        Assert.Equal(service, log.Indicators.SingleOrDefault()?.Service);
        Assert.Equal(service is null ? 1 : 0, log.Faults[DecodeFault.NotEvidence]);
    }

    [Fact]
    public void A_row_that_lacks_cells_at_its_end_gives_what_is_whole()
    {
        string row = "\"2021-04-01 08:00:00\",,198.51.100.7,48101,0,203.0.113.9,80,0,ddos,mirai,mirai,203.0.113.0/24,24,atk10,3";
        BotnetCommand order = Assert.Single(Read(Attack + row).Commands);
        Assert.Equal(("atk10", null), (order.Method, order.Duration));
        Assert.Equal(1, Read(Attack + row[..40]).Faults[DecodeFault.MalformedLine]);
    }

    [Fact]
    public void The_reference_reports_hold_the_rows_and_addresses_of_their_truth()
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Fixtures.Shared("truth/shadowserver_expected.json")));
        string[] nothing = ["blocklist.csv", "event4_ip_spoofer.csv"];
        foreach (JsonProperty report in truth.RootElement.EnumerateObject())
        {
            EvidenceLog log = EvidenceText.Reference(
                TelemetryFormat.ShadowserverReport, $"shadowserver/certtools+intelmq__intelmq_tests_bots_parsers_shadowserver_testdata_{report.Name}");
            int rows = report.Value.GetProperty("rows").GetInt32();
            Assert.Equal(rows, log.Lines);
            if (nothing.Contains(report.Name))
            {
                Assert.Equal(rows, log.Faults[DecodeFault.NotEvidence]);
                continue;
            }
            // One row of the sinkhole report has a destination of five octets.
            Assert.Equal(report.Name == "event4_sinkhole.csv" ? 1 : 0, log.Faults.Total);
            AssertEvents(report, log);
        }
    }

    private static void AssertEvents(JsonProperty report, EvidenceLog log)
    {
        HashSet<(string, string?, string)> found =
        [
            .. log.Commands.Select(row => (row.Controller.ToString(), row.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Time.ToString("s"))),
            .. log.Indicators.Select(row => (row.Address.ToString()!, row.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.First.ToString("s"))),
        ];
        foreach (JsonElement expected in report.Value.GetProperty("expected_events").EnumerateArray())
        {
            string address = IpAddress.Parse(expected.GetProperty("source.ip").GetString()!).ToString();
            string time = expected.GetProperty("time.source").GetDateTimeOffset().ToString("s");
            // The port that a bot called from says nothing, and is not kept.
            string? port = log.Indicators.Any(row => row.Kind == IndicatorKind.Bot) ? null : expected.GetProperty("source.port").GetRawText();
            Assert.True(found.Contains((address, port, time)), $"{report.Name}: {address}:{port} at {time}");
        }
    }

    private static EvidenceLog Read(string text) => EvidenceText.Read(TelemetryFormat.ShadowserverReport, text);
}
