using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class StixBundleTests
{
    private const string Stamps = "\"created\":\"2021-03-02T00:00:00.000Z\",\"modified\":\"2021-03-03T00:00:00.000Z\",\"valid_from\":\"2021-03-01T00:00:00Z\"";

    [Fact]
    public void Indicators_of_command_and_control_are_controllers_with_family_author_and_confidence()
    {
        EvidenceLog log = Read(
            """{"type":"identity","id":"identity--1","name":"CERT"}""",
            """{"type":"malware","id":"malware--1","name":"Mirai","is_family":true}""",
            """{"type":"indicator","id":"indicator--1","created_by_ref":"identity--1","confidence":85,"indicator_types":["malicious-activity"],"kill_chain_phases":[{"kill_chain_name":"lockheed-martin-cyber-kill-chain","phase_name":"command-and-control"}],"pattern_type":"stix","pattern":"[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '198.51.100.7' AND network-traffic:dst_port = 48101]",""" + Stamps + "}",
            """{"type":"relationship","id":"relationship--1","relationship_type":"indicates","source_ref":"indicator--1","target_ref":"malware--1"}""",
            """{"type":"indicator","id":"indicator--2","name":"C2 servers","pattern":"[ipv4-addr:value = '198.51.100.8' OR domain-name:value = 'c.botnet.example'] OR [ipv6-addr:value = '2001:db8::7']",""" + Stamps + "}");
        Assert.Equal(["198.51.100.7", "198.51.100.8", null, "2001:db8::7"], log.Indicators.Select(row => row.Address?.ToString()));
        Indicator first = log.Indicators[0];
        Assert.Equal(
            ((ushort?)48101, "Mirai", "stix CERT", (int?)85, "2021-03-01T00:00:00", "2021-03-03T00:00:00"),
            (first.Port, first.Family, first.Feed, first.Confidence, first.First.ToString("s"), first.Last.ToString("s")));
        Assert.Equal(("c.botnet.example", "list", null), (log.Indicators[2].Name, log.Indicators[2].Feed, log.Indicators[2].Confidence));
        Assert.Equal((5, 3), (log.Lines, log.Faults[DecodeFault.NotEvidence]));
    }

    [Theory]
    [InlineData("""{"type":"indicator","id":"i","name":"C2","revoked":true,"pattern":"[ipv4-addr:value = '198.51.100.8']",""", DecodeFault.NotEvidence)]
    [InlineData("""{"type":"indicator","id":"i","name":"phishing","pattern":"[ipv4-addr:value = '198.51.100.8']",""", DecodeFault.NotEvidence)]
    [InlineData("""{"type":"indicator","id":"i","name":"C2","pattern":"[ipv4-addr:value != '198.51.100.8']",""", DecodeFault.NotEvidence)]
    [InlineData("""{"type":"indicator","id":"i","name":"C2","pattern":"[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']",""", DecodeFault.NotEvidence)]
    [InlineData("""{"type":"indicator","id":"i","name":"C2","confidence":400,"pattern":"[ipv4-addr:value = '198.51.100.8']",""", DecodeFault.MalformedLine)]
    [InlineData("""{"type":"indicator","id":"i","name":"C2",""", DecodeFault.MalformedLine)]
    public void What_is_revoked_of_other_kinds_or_broken_is_counted_by_reason(string indicator, DecodeFault fault)
    {
        EvidenceLog log = Read(indicator + Stamps + "}");
        Assert.Empty(log.Indicators);
        Assert.Equal((1, 1), (log.Lines, log.Faults[fault]));
    }

    private static EvidenceLog Read(params string[] objects) =>
        EvidenceText.Read(TelemetryFormat.StixBundle, "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[" + string.Join(",\n", objects) + "]}");
}
