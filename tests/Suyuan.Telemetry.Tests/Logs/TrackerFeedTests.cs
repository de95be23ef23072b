using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class TrackerFeedTests
{
    private const string Order =
        """{"cnc":{"ip":"198.51.100.7","port":48101},"cnctype":"classic_cnc","message":{"attack":"udpplain","duration":20,"targets":["203.0.113.9/32","203.0.113.5/24","shop.example"]},"messagetype":"cnc_message","name":"mirai","ts":"2021-04-01T08:00:00Z"}""";

    [Fact]
    public void An_order_is_one_row_for_each_of_its_targets()
    {
        EvidenceLog log = Read(Order);
        // Host bits of a network do not matter to the bots, which mask them.
        Assert.Equal(["203.0.113.9", "203.0.113.0/24", null], log.Commands.Select(row => row.Target?.ToString()));
        Assert.Equal("shop.example", log.Commands[2].TargetName);
        Assert.All(log.Commands, row => Assert.Equal(("198.51.100.7", "mirai", "udpplain", 20, "d:1"), (row.Controller.ToString(), row.Family, row.Method, row.Duration, row.Source)));
    }

    [Theory]
    [InlineData("cnc_message", "status", DecodeFault.UnknownLineKind)]
    [InlineData("classic_cnc", "p2p", DecodeFault.UnknownLineKind)]
    [InlineData("198.51.100.7", "198.51.100", DecodeFault.MalformedLine)]
    [InlineData("\"targets\":[", "\"targets\":[7,", DecodeFault.MalformedLine)]
    [InlineData("203.0.113.5/24", "203.0.113.5/99", DecodeFault.MalformedLine)]
    [InlineData("2021-", "2201-", DecodeFault.MalformedLine)]
    public void Messages_of_other_kinds_and_broken_ones_are_refused_whole(string from, string to, DecodeFault fault)
    {
        EvidenceLog log = Read(Order.Replace(from, to, StringComparison.Ordinal));
        Assert.Empty(log.Commands);
        Assert.Equal(1, log.Faults[fault]);
    }

    [Fact]
    public void The_reference_feed_holds_three_orders_for_six_targets_and_two_messages_of_unknown_kinds()
    {
        EvidenceLog log = EvidenceText.Reference(TelemetryFormat.TrackerFeed, "c2/certtools+intelmq__fraunhofer_ddosattackfeed_samples.jsonl");
        Assert.Equal((5, 6, 2), (log.Lines, log.Commands.Count, log.Faults[DecodeFault.UnknownLineKind]));
        Assert.Equal(["4.3.2.0/24", "4.3.2.1", "4.3.2.2"], log.Commands.Where(row => row.Target is not null).Select(row => row.Target.ToString()!).Distinct().Order(StringComparer.Ordinal));
    }

    private static EvidenceLog Read(string text) => EvidenceText.Read(TelemetryFormat.TrackerFeed, text);
}
