using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class SuricataEvidenceTests
{
    private const string CallHome =
        """{"timestamp":"2021-04-01T16:00:05.123456+0800","event_type":"alert","src_ip":"192.0.2.44","src_port":41000,"dest_ip":"198.51.100.7","dest_port":23,"proto":"TCP","direction":"to_server","alert":{"signature":"ET MALWARE Mirai CnC Checkin","category":"Malware Command and Control Activity Detected","severity":1,"metadata":{"malware_family":["Mirai"]}}}""";

    [Fact]
    public void An_alert_of_a_host_that_calls_a_controller_names_both_and_the_family()
    {
        Indicator found = Assert.Single(Read(CallHome).Indicators);
        Assert.Equal(
            (IndicatorKind.Controller, IndicatorBasis.Alert, "198.51.100.7", (ushort?)23, "192.0.2.44", "Mirai", "suricata"),
            (found.Kind, found.Basis, found.Address.ToString(), found.Port, found.Peer.ToString(), found.Family, found.Feed));
        Assert.Equal(new DateTimeOffset(2021, 4, 1, 8, 0, 5, TimeSpan.Zero), found.First.AddTicks(-(found.First.Ticks % TimeSpan.TicksPerSecond)));
        Assert.Equal("d:1", found.Source);
    }

    [Theory]
    [InlineData("\"direction\":\"to_server\"", "\"direction\":\"to_client\"")]
    [InlineData("\"direction\":\"to_server\"", "\"flow\":{\"src_ip\":\"198.51.100.7\",\"dest_ip\":\"192.0.2.44\"}")]
    [InlineData("\"severity\":1", "\"target\":{\"ip\":\"198.51.100.7\"}")]
    public void Who_is_the_controller_is_told_by_the_rules_target_the_direction_and_the_flow(string from, string to)
    {
        // The same addresses, but now the packet is an answer, so it comes from the controller.
        Indicator found = Assert.Single(Read(CallHome.Replace(from, to, StringComparison.Ordinal)).Indicators);
        Assert.Equal(("192.0.2.44", "198.51.100.7"), (found.Address.ToString(), found.Peer.ToString()));
    }

    [Fact]
    public void Alerts_that_repeat_within_an_hour_are_one_row_with_a_count()
    {
        string later = CallHome.Replace("16:00:05", "16:59:59", StringComparison.Ordinal);
        string nextHour = CallHome.Replace("16:00:05", "17:00:00", StringComparison.Ordinal);
        EvidenceLog log = Read($"{later}\n{CallHome}\n{nextHour}");
        Assert.Equal([2L, 1L], log.Indicators.Select(row => row.Times));
        Assert.Equal((5, 59), (log.Indicators[0].First.Second, log.Indicators[0].Last.Second));
        Assert.Equal((3, 0), (log.Lines, log.Faults.Total));
    }

    [Fact]
    public void Alerts_of_other_classes_events_of_other_kinds_and_bad_lines_are_counted_by_reason()
    {
        EvidenceLog log = Read(
            CallHome.Replace("Malware Command and Control Activity Detected", "Attempted Information Leak", StringComparison.Ordinal)
                .Replace("ET MALWARE Mirai CnC Checkin", "ET SCAN Potential SSH Scan", StringComparison.Ordinal) + "\n"
            + """{"timestamp":"2021-04-01T08:00:00.0+0000","event_type":"stats","stats":{}}""" + "\n"
            + """{"timestamp":"2021-04-01T08:00:00.0+0000","event_type":"flow"}""" + "\nnonsense\n"
            // Old versions wrote no zone; 1970 is a clock that was never set.
            + CallHome.Replace("+0800", "", StringComparison.Ordinal) + "\n" + CallHome.Replace("2021-", "1970-", StringComparison.Ordinal));
        Assert.Empty(log.Indicators);
        // The flow is the flow reader's.
        Assert.Equal((5, 2, 3), (log.Lines, log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
        Assert.Equal(4, log.Faults.FirstAt(DecodeFault.MalformedLine));
    }

    [Theory]
    [InlineData("""{"timestamp":"2021-04-01T08:00:00.0+0000","event_type":"dns","src_ip":"192.0.2.44","src_port":5353,"dest_ip":"192.0.2.1","dest_port":53,"dns":{"type":"answer","rrname":"c.botnet.example","rrtype":"A","rdata":"198.51.100.7"}}""")]
    [InlineData("""{"timestamp":"2021-04-01T08:00:00.0+0000","event_type":"dns","src_ip":"192.0.2.1","src_port":53,"dest_ip":"192.0.2.44","dest_port":5353,"dns":{"version":3,"type":"response","rrname":"C.botnet.example","answers":[{"rrtype":"CNAME","rdata":"x.example"},{"rrtype":"A","rdata":"198.51.100.7"}]}}""")]
    public void A_look_up_of_a_listed_name_tells_the_host_and_the_controllers_address(string line)
    {
        Indicator listed = Assert.Single(EvidenceText.Read(TelemetryFormat.IndicatorCsv, "indicator,kind,first_seen\nc.botnet.example,controller,2021-03-01\n").Indicators);
        Indicator found = Assert.Single(EvidenceText.Read(TelemetryFormat.SuricataEve, line, names: new ControllerNames([listed])).Indicators);
        Assert.Equal(
            ("198.51.100.7", "192.0.2.44", "c.botnet.example", "list", IndicatorBasis.Alert),
            (found.Address.ToString(), found.Peer.ToString(), found.Name, found.Feed, found.Basis));
        Assert.Equal(1, Read(line).Faults[DecodeFault.NotEvidence]);
    }

    [Theory]
    [InlineData("eve/FrankHassanabad+suricata-sample-data__samples_honeypot-2018_alerts-only.json", 44)]
    [InlineData("eve/MAGNC+suricata_data_training__eve.json", 253 - 215)]
    [InlineData("eve/rhaist+surevego__testdata_eve.json", 266 - 13)]
    public void Every_event_of_the_reference_logs_that_is_no_flow_is_counted(string file, long events)
    {
        EvidenceLog log = EvidenceText.Reference(TelemetryFormat.SuricataEve, file);
        // Scans of passwords and package downloads, as their publishers say: nothing of attack resources.
        Assert.Equal((events, events), (log.Lines, log.Faults[DecodeFault.NotEvidence]));
    }

    private static EvidenceLog Read(string text) => EvidenceText.Read(TelemetryFormat.SuricataEve, text);
}
