using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class IndicatorListTests
{
    [Fact]
    public void A_list_with_a_header_gives_controllers_and_bots_with_date_family_and_confidence()
    {
        EvidenceLog log = Csv(
            "controller,port,kind,first_seen,last_seen,family,confidence,feed\n"
            + "198.51.100.7,48101,controller,2021-03-01T00:00:00Z,2021-03-20,mirai,75,cert\n"
            + "192.0.2.44,,bot,2021-03-02,,,,cert\n"
            + "2001:db8::7,,c2,2021-03-03 10:00:00,,gafgyt,,\n"
            + "192.0.2.45,,scanner,2021-03-03,,,,\n");
        Assert.Equal([IndicatorKind.Controller, IndicatorKind.Bot, IndicatorKind.Controller], log.Indicators.Select(row => row.Kind));
        Indicator first = log.Indicators[0];
        Assert.Equal(
            ("198.51.100.7", (ushort?)48101, "mirai", (int?)75, "cert", "2021-03-01T00:00:00", "2021-03-20T00:00:00"),
            (first.Address.ToString(), first.Port, first.Family, first.Confidence, first.Feed, first.First.ToString("s"), first.Last.ToString("s")));
        Assert.Equal(("2001:db8::7", "tracker"), (log.Indicators[2].Address.ToString(), log.Indicators[2].Feed));
        Assert.Equal((4, 1), (log.Lines, log.Faults[DecodeFault.NotEvidence]));
    }

    [Fact]
    public void The_exports_of_abuse_ch_have_their_header_in_a_comment()
    {
        EvidenceLog feodo = Csv(
            "# Botnet C2 indicators\n#\n\"first_seen_utc\",\"dst_ip\",\"dst_port\",\"c2_status\",\"last_online\",\"malware\"\n"
            + "\"2021-03-01 10:00:00\",\"198.51.100.7\",\"443\",\"online\",\"2021-03-20\",\"Emotet\"\n# END\n");
        Assert.Equal(("198.51.100.7", (ushort?)443, "Emotet"), (feodo.Indicators[0].Address.ToString(), feodo.Indicators[0].Port, feodo.Indicators[0].Family));
        EvidenceLog threatFox = Csv(
            "# ThreatFox\n# \"first_seen_utc\",\"ioc_id\",\"ioc_value\",\"ioc_type\",\"threat_type\",\"malware_printable\",\"last_seen_utc\",\"confidence_level\"\n"
            + "\"2021-03-01 10:00:00\", \"1\", \"198.51.100.7:48101\", \"ip:port\", \"botnet_cc\", \"Mirai\", \"None\", \"100\"\n"
            + "\"2021-03-01 10:00:00\", \"2\", \"c.botnet.example\", \"domain\", \"botnet_cc\", \"Mirai\", \"\", \"50\"\n"
            + "\"2021-03-01 10:00:00\", \"3\", \"http://198.51.100.8/x.sh\", \"url\", \"payload_delivery\", \"Mirai\", \"\", \"50\"\n");
        Assert.Equal([(ushort?)48101, null], threatFox.Indicators.Select(row => row.Port));
        Assert.Equal((null, "c.botnet.example", (int?)50), (threatFox.Indicators[1].Address, threatFox.Indicators[1].Name, threatFox.Indicators[1].Confidence));
        Assert.Equal((3, 1), (threatFox.Lines, threatFox.Faults[DecodeFault.NotEvidence]));
    }

    [Theory]
    [InlineData("""[{"ip_address":"198.51.100.7","port":443,"status":"online","first_seen":"2021-03-01 10:00:00","last_online":"2021-03-20","malware":"Emotet"}]""")]
    [InlineData("[\n  {\n    \"ip_address\": \"198.51.100.7\",\n    \"port\": 443,\n    \"first_seen\": \"2021-03-01 10:00:00\",\n    \"malware\": \"Emotet\"\n  }\n]")]
    [InlineData("""{"ip_address":"198.51.100.7","port":443,"first_seen":"2021-03-01 10:00:00","malware":"Emotet"}""")]
    public void The_same_list_may_be_json_lines_or_a_document(string text)
    {
        Indicator found = Assert.Single(EvidenceText.Read(TelemetryFormat.IndicatorJson, text).Indicators);
        Assert.Equal(("198.51.100.7", (ushort?)443, "Emotet"), (found.Address.ToString(), found.Port, found.Family));
    }

    [Theory]
    [InlineData("198.51.100.777,2021-03-01,mirai")]
    [InlineData("198.51.100.7,,mirai")]
    [InlineData("198.51.100.7,1970-01-01,mirai")]
    [InlineData("198.51.100.7,2200-01-01,mirai")]
    [InlineData("198.51.100.7:99999,2021-03-01,mirai")]
    [InlineData("\"198.51.100.7,2021-03-01,mirai")]
    [InlineData("198.51.100.7,2021-03-01,mirai,more")]
    public void A_row_without_a_sound_address_and_date_is_counted_with_its_line(string row)
    {
        EvidenceLog log = Csv("ip,date,malware\n198.51.100.9,2021-03-01,mirai\n" + row + "\n");
        Assert.Single(log.Indicators);
        Assert.Equal((1, 3), (log.Faults[DecodeFault.MalformedLine], log.Faults.FirstAt(DecodeFault.MalformedLine)));
    }

    [Fact]
    public void A_list_that_comes_daily_under_a_dated_name_is_one_feed() =>
        Assert.Equal(
            ["tracker", "tracker"],
            new[] { "tracker-2021-03-01.csv", "20210302_tracker.csv.gz" }
                .Select(name => EvidenceText.Read(TelemetryFormat.IndicatorCsv, "ip,date,malware\n198.51.100.9,2021-03-01,mirai\n", name).Indicators[0].Feed));

    private static EvidenceLog Csv(string text) => EvidenceText.Read(TelemetryFormat.IndicatorCsv, text, "tracker.csv");
}
