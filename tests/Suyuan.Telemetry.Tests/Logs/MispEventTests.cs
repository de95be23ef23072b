using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class MispEventTests
{
    private const string Event =
        """
        {
          "Event": {
            "info": "Mirai controllers of March", "Orgc": { "name": "CERT" },
            "Tag": [ { "name": "tlp:amber" }, { "name": "misp-galaxy:malpedia=\"Mirai\"" } ],
            "Attribute": [
              { "type": "ip-dst", "category": "Network activity", "to_ids": true, "value": "198.51.100.7", "timestamp": "1614556800" },
              { "type": "ip-dst|port", "category": "Network activity", "to_ids": true, "value": "198.51.100.8|48101", "timestamp": "1614556800", "first_seen": "2021-02-01T00:00:00.000000+00:00", "last_seen": "2021-02-20T00:00:00.000000+00:00" },
              { "type": "ip-dst", "category": "Network activity", "to_ids": false, "value": "192.0.2.1", "timestamp": "1614556800" },
              { "type": "ip-src", "category": "Network activity", "to_ids": true, "value": "192.0.2.2", "timestamp": "1614556800" },
              { "type": "md5", "category": "Payload delivery", "to_ids": true, "value": "d41d8cd98f00b204e9800998ecf8427e", "timestamp": "1614556800" },
              { "type": "ip-dst", "category": "Network activity", "to_ids": true, "value": "198.51.100.9", "timestamp": "0" }
            ],
            "Object": [ { "Attribute": [
              { "type": "domain", "category": "Network activity", "to_ids": true, "value": "C.Botnet.example", "timestamp": "1614556800" } ] } ]
          }
        }
        """;

    [Fact]
    public void Attributes_that_malware_calls_are_controllers_of_the_events_family()
    {
        EvidenceLog log = EvidenceText.Read(TelemetryFormat.MispEvent, Event);
        Assert.Equal(["198.51.100.7", "198.51.100.8", null], log.Indicators.Select(row => row.Address?.ToString()));
        Assert.Equal("c.botnet.example", log.Indicators[2].Name);
        Assert.All(log.Indicators, row => Assert.Equal(("misp CERT", "Mirai", IndicatorBasis.Feed), (row.Feed, row.Family, row.Basis)));
        Assert.Equal(
            ((ushort?)48101, "2021-02-01T00:00:00", "2021-02-20T00:00:00"),
            (log.Indicators[1].Port, log.Indicators[1].First.ToString("s"), log.Indicators[1].Last.ToString("s")));
        Assert.Equal((7, 3, 1), (log.Lines, log.Faults[DecodeFault.NotEvidence], log.Faults[DecodeFault.MalformedLine]));
        Assert.Equal(6, log.Faults.FirstAt(DecodeFault.MalformedLine));
    }

    [Fact]
    public void The_answer_of_a_search_is_read_as_its_events_are()
    {
        string answer = "{\"response\":[" + Event + "]}";
        Assert.Equal(3, EvidenceText.Read(TelemetryFormat.MispEvent, answer).Indicators.Count);
        string attributes = """{"response":{"Attribute":[{"type":"ip-dst","category":"Network activity","to_ids":true,"value":"198.51.100.7","timestamp":"1614556800"}]}}""";
        Assert.Equal("feed", Assert.Single(EvidenceText.Read(TelemetryFormat.MispEvent, attributes, "feed.json").Indicators).Feed);
    }
}
