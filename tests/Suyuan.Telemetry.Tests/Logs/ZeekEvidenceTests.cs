using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class ZeekEvidenceTests
{
    private const string IntelHeader =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tintel\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tseen.indicator\tseen.indicator_type\tseen.where\tsources\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tenum\tenum\tset[string]\n";

    [Fact]
    public void A_connection_towards_a_listed_address_is_a_contact_with_a_controller()
    {
        EvidenceLog log = Read(
            IntelHeader
            + "1617264000.5\tC1\t192.0.2.44\t41000\t198.51.100.7\t48101\t198.51.100.7\tIntel::ADDR\tConn::IN_RESP\tcert,tracker\n"
            // The listed address came to us: it scans.
            + "1617264001.5\tC2\t198.51.100.7\t41000\t192.0.2.45\t23\t198.51.100.7\tIntel::ADDR\tConn::IN_ORIG\tcert\n"
            + "1617264002.5\tC3\t192.0.2.44\t41000\t192.0.2.53\t53\tbad.example\tIntel::DOMAIN\tDNS::IN_REQUEST\tcert\n"
            + "12.5\tC4\t192.0.2.44\t41000\t198.51.100.7\t48101\t198.51.100.7\tIntel::ADDR\tConn::IN_RESP\tcert\n"
            + "1617264002.5\tC5\t192.0.2.44\n");
        Indicator found = Assert.Single(log.Indicators);
        Assert.Equal(
            ("198.51.100.7", (ushort?)48101, "192.0.2.44", "zeek intel cert,tracker", 1617264000500L, "d:8"),
            (found.Address.ToString(), found.Port, found.Peer.ToString(), found.Feed, found.First.ToUnixTimeMilliseconds(), found.Source));
        Assert.Equal((5, 2, 2), (log.Lines, log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
        Assert.Equal(11, log.Faults.FirstAt(DecodeFault.MalformedLine));
    }

    [Fact]
    public void The_same_records_as_json_say_the_same()
    {
        Indicator found = Assert.Single(Read(
            """{"ts":1617264000.5,"uid":"C1","id.orig_h":"192.0.2.44","id.orig_p":41000,"id.resp_h":"198.51.100.7","id.resp_p":48101,"seen.indicator":"198.51.100.7","seen.indicator_type":"Intel::ADDR","seen.where":"Conn::IN_RESP","sources":["cert","tracker"]}""").Indicators);
        Assert.Equal(("198.51.100.7", (ushort?)48101, "192.0.2.44", "zeek intel cert,tracker"), (found.Address.ToString(), found.Port, found.Peer.ToString(), found.Feed));
    }

    [Fact]
    public void A_notice_is_taken_where_its_name_speaks_of_controllers()
    {
        EvidenceLog log = Read(
            """{"ts":1617264000.5,"note":"Site::Mirai_CnC_Traffic","msg":"x","src":"192.0.2.44","dst":"198.51.100.7","p":48101}""" + "\n"
            + """{"ts":1617264000.5,"note":"SSL::Invalid_Server_Cert","msg":"x","src":"192.0.2.44","dst":"198.51.100.7","p":443}""" + "\n"
            + """{"ts":1617264000.5,"note":"Site::Botnet_Contact","msg":"no addresses"}""");
        Indicator found = Assert.Single(log.Indicators);
        Assert.Equal(("198.51.100.7", "192.0.2.44", "Site::Mirai_CnC_Traffic", "zeek notice"), (found.Address.ToString(), found.Peer.ToString(), found.Family, found.Feed));
        Assert.Equal((1, 1), (log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
    }

    [Fact]
    public void A_look_up_of_a_listed_name_tells_the_host_and_every_address_of_the_answer()
    {
        Indicator listed = Assert.Single(EvidenceText.Read(TelemetryFormat.IndicatorCsv, "indicator,kind,first_seen\nc.botnet.example:48101,controller,2021-03-01\n").Indicators);
        EvidenceLog log = EvidenceText.Read(
            TelemetryFormat.ZeekLog,
            """{"ts":1617264000.5,"uid":"C1","id.orig_h":"192.0.2.44","id.orig_p":5353,"id.resp_h":"192.0.2.1","id.resp_p":53,"proto":"udp","trans_id":7,"query":"c.botnet.example","qtype":1,"answers":["198.51.100.7","198.51.100.8"]}""",
            names: new ControllerNames([listed]));
        Assert.Equal(["198.51.100.7", "198.51.100.8"], log.Indicators.Select(row => row.Address.ToString()));
        Assert.All(log.Indicators, row => Assert.Equal(("192.0.2.44", (ushort?)48101), (row.Peer.ToString(), row.Port)));
    }

    // Records as counted by the data's manifest.
    [Theory]
    [InlineData("zeek/brimdata+zed-sample-data__zeek-default_notice.log.gz", 207, 0)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test9-mixed-zeek-dir_notice.log", 18, 0)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test10-mixed-zeek-dir_notice.log", 13, 1)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test9-mixed-zeek-dir_dns.log", 239, 0)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test10-mixed-zeek-dir_dns.log", 93, 0)]
    public void Every_record_of_the_reference_logs_is_counted(string file, long records, long damaged)
    {
        EvidenceLog log = EvidenceText.Reference(TelemetryFormat.ZeekLog, file);
        Assert.Equal((records, records - damaged, damaged), (log.Lines, log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
    }

    private static EvidenceLog Read(string text) => EvidenceText.Read(TelemetryFormat.ZeekLog, text);
}
