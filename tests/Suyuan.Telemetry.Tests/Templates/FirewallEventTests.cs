using Suyuan.Model;
using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Templates;

/// <summary>Cisco NSEL: connections that a firewall reports as events, with octets of both directions and mostly no packets.</summary>
public sealed class FirewallEventTests
{
    private const int Created = 1;
    private const int Deleted = 2;
    private const int Denied = 3;
    private const int Updated = 5;
    private const long Start = 1_599_999_000_000;

    /// <summary>Connection, addresses, ports, protocol, event, extended event, event and creation time, octets forth and back.</summary>
    private static readonly (uint, int, int)[] s_fields =
    [
        Field(148, 4), Field(8, 4), Field(7, 2), Field(12, 4), Field(11, 2), Field(4, 1), Field(225, 4), Field(226, 4), Field(233, 1), Field(33002, 2), Field(323, 8),
        Field(152, 8), Field(231, 4), Field(232, 4),
    ];

    [Fact]
    public void Octets_of_updates_are_not_counted_again_at_the_end_of_the_connection()
    {
        (FlowBatch Batch, int Row)[] rows = Decode(
            Event(1, Updated, 60, 2557, 1117), Event(1, Updated, 120, 31, 0), Event(1, Deleted, 150, 2588 + 12, 1117 + 500)).Rows();
        Assert.Equal((2600L, 1617L), (Sum(rows, "198.51.100.7"), Sum(rows, "203.0.113.9")));
        Assert.Equal(5, rows.Length);
        // An update covers the time since the last one, not the whole connection.
        Assert.Equal([60_000u, 60_000u, 30_000u], rows.Where(one => one.Batch.Source(one.Row).ToString() == "198.51.100.7").Select(one => one.Batch.Duration[one.Row]));
    }

    [Fact]
    public void A_connection_without_updates_counts_at_its_end()
    {
        (FlowBatch Batch, int Row)[] rows = Decode(Event(1, Created, 0, 0, 0), Event(1, Deleted, 9, 700, 300), Event(2, Updated, 9, 1, 1)).Rows();
        Assert.Equal((701L, 301L), (Sum(rows, "198.51.100.7"), Sum(rows, "203.0.113.9")));
    }

    [Fact]
    public void An_end_that_adds_nothing_to_the_updates_is_no_flow_and_no_damage()
    {
        Decoding decoding = Decode(Event(1, Updated, 60, 2557, 1117), Event(1, Deleted, 60, 2557, 1117));
        Assert.Equal((2, 1L, 1L), (decoding.Rows().Length, decoding.Faults[DecodeFault.NotAFlow], decoding.Faults.Total));
    }

    [Fact]
    public void Packets_that_the_firewall_did_not_count_stay_unknown()
    {
        Assert.All(Decode(Event(1, Deleted, 9, 700, 300)).Rows(), one =>
            Assert.Equal((0L, FlowFields.PacketsUnknown), (one.Batch.Packets[one.Row], one.Batch.Fields[one.Row] & (FlowFields.PacketsUnknown | FlowFields.OctetsUnknown))));
    }

    [Fact]
    public void Later_firewalls_count_packets_of_both_directions_too()
    {
        (uint, int, int)[] fields = [.. s_fields, Field(298, 8), Field(299, 8)];
        byte[] record = [.. Event(1, Deleted, 9, 700, 300), .. U64(5), .. U64(3)];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(false).Template(256, fields).Data(256, record)).Rows();
        Assert.Equal([(5L, 700L, FlowFields.None), (3L, 300L, FlowFields.None)], rows.Select(one =>
            (one.Batch.Packets[one.Row], one.Batch.Octets[one.Row], one.Batch.Fields[one.Row] & FlowFields.PacketsUnknown)));
    }

    [Fact]
    public void Denied_and_created_connections_are_no_flows()
    {
        Decoding decoding = Decode(Event(1, Created, 0, 0, 0), Event(0, Denied, 0, 0, 0));
        Assert.Equal((0, 2L, 2L), (decoding.Rows().Length, decoding.Faults[DecodeFault.NotAFlow], decoding.Faults.Total));
    }

    [Fact]
    public void Addresses_after_translation_do_not_replace_those_on_the_wire()
    {
        Assert.All(Decode(Event(1, Deleted, 9, 700, 300)).Rows(), one =>
            Assert.Contains(one.Batch.Source(one.Row).ToString(), (string[])["198.51.100.7", "203.0.113.9"]));
    }

    [Fact]
    public void Counts_of_both_directions_are_passed_over_where_the_flow_has_counts_of_its_own()
    {
        (uint, int, int)[] fields = [Field(8, 4), Field(12, 4), Field(1, 4), Field(2, 4), Field(231, 4), Field(232, 4)];
        byte[] record = [.. V4("198.51.100.7"), .. V4("203.0.113.9"), .. U32(700), .. U32(5), .. U32(700), .. U32(300)];
        (FlowBatch batch, int row) = Assert.Single(new Decoding().Add(new ExportMessage(false).Template(256, fields).Data(256, record)).Rows());
        Assert.Equal((700L, 5L), (batch.Octets[row], batch.Packets[row]));
    }

    private static Decoding Decode(params byte[][] events) => new Decoding().Add(new ExportMessage(false).Template(256, s_fields).Data(256, events));

    private static byte[] Event(int connection, byte what, int seconds, int forth, int back) =>
    [
        .. U32(connection), .. V4("198.51.100.7"), .. U16(51000), .. V4("203.0.113.9"), .. U16(443), 6, .. V4("192.0.2.77"), .. V4("203.0.113.9"),
        what, 0x07, 0xF0, .. U64(Start + (seconds * 1000L)), .. U64(Start), .. U32(forth), .. U32(back),
    ];

    private static long Sum((FlowBatch Batch, int Row)[] rows, string source) =>
        rows.Where(one => one.Batch.Source(one.Row).ToString() == source).Sum(one => one.Batch.Octets[one.Row]);
}
