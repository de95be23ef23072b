using Suyuan.Model;
using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Sflow5.SflowDatagram;

namespace Suyuan.Tests.Sflow5;

public sealed class SampledWayTests
{
    private const FlowFields Way = FlowFields.NextHop | FlowFields.AutonomousSystems | FlowFields.PrefixLengths;

    private static readonly byte[] s_packet = Header(11, Ipv4(17, Udp()));

    [Fact]
    public void Router_and_gateway_data_tell_the_way_wherever_they_stand_in_the_sample()
    {
        foreach (byte[][] records in new byte[][][] { [Router(), Gateway(Segment(2, 64_501, 64_502)), s_packet], [s_packet, Structure(1001, Words(10, 0, 20, 0)), Gateway(Segment(2, 64_501, 64_502)), Router()] })
        {
            FlowBatch batch = Row(records);
            Assert.Equal(Way, batch.Fields[0] & Way);
            Assert.Equal((IpAddress.Parse("198.51.100.1").V4, 64_500u, 64_502u), (batch.NextHopV4[0], batch.SourceAs[0], batch.DestinationAs[0]));
            Assert.Equal((22, 24), (batch.SourcePrefixLength[0], batch.DestinationPrefixLength[0]));
        }
    }

    [Fact]
    public void The_border_router_is_the_next_hop_where_no_other_is_told()
    {
        FlowBatch batch = Row(s_packet, Gateway(Segment(2, 64_501)));
        Assert.Equal((FlowFields.NextHop | FlowFields.AutonomousSystems, IpAddress.Parse("198.51.100.77").V4), (batch.Fields[0] & Way, batch.NextHopV4[0]));
    }

    [Fact]
    public void A_path_that_ends_in_a_set_or_is_none_has_no_last_system()
    {
        Assert.Equal(0u, Row(s_packet, Gateway()).DestinationAs[0]);
        Assert.Equal(0u, Row(s_packet, Gateway(Segment(2, 64_501), Segment(1, 64_502, 64_503))).DestinationAs[0]);
        Assert.Equal(64_502u, Row(s_packet, Gateway(Segment(2, 64_501), Segment(1, 64_502))).DestinationAs[0]);
    }

    [Fact]
    public void What_is_cut_or_cannot_be_tells_nothing_and_the_packet_counts()
    {
        byte[] router = Router()[8..];
        byte[] gateway = Gateway(Segment(2, 64_501, 64_502))[8..];
        for (int length = 0; length < router.Length; length++)
        {
            Assert.Equal(FlowFields.None, Row(s_packet, Structure(1002, router[..length])).Fields[0] & Way);
        }
        // What follows the path (communities, preference) is not read.
        for (int length = 0; length < gateway.Length - 8; length++)
        {
            Assert.Equal(FlowFields.None, Row(s_packet, Structure(1003, gateway[..length])).Fields[0] & Way);
        }
        Assert.Equal(FlowFields.None, Row(s_packet, Structure(1002, Words(0, 33, 24))).Fields[0] & Way);
        Assert.Equal(FlowFields.PrefixLengths, Row(s_packet, Structure(1002, Words(1, 0, 22, 24))).Fields[0] & Way);
        Assert.Equal(FlowFields.None, Row(s_packet, Structure(1003, Words(1, 0xC633_644D, 1, 2, 3, uint.MaxValue))).Fields[0] & Way);
        Assert.Equal(FlowFields.None, Row(s_packet, Structure(1003, Words(1, 0xC633_644D, 1, 2, 3, 1, 2, uint.MaxValue))).Fields[0] & Way);
    }

    [Fact]
    public void A_next_hop_of_the_other_family_is_not_told()
    {
        byte[] router = Structure(1002, [.. Words(2), 0x20, 1, 0x0D, 0xB8, .. new byte[11], 1, .. Words(22, 24)]);
        Assert.Equal(FlowFields.PrefixLengths, Row(s_packet, router).Fields[0] & Way);
        FlowBatch v6 = Row(Header(12, Ipv6(17, Udp())), router);
        Assert.Equal((FlowFields.NextHop | FlowFields.PrefixLengths, "2001:db8::1"), (v6.Fields[0] & Way, new IpAddress(v6.NextHopV6[0]).ToString()));
    }

    [Fact]
    public void Structures_of_other_enterprises_are_passed_over_by_their_length()
    {
        FlowBatch batch = Row(Structure((4413 << 12) | 1002, new byte[24]), s_packet, Structure((9 << 12) | 1003, new byte[7]), Router());
        Assert.Equal(FlowFields.NextHop | FlowFields.PrefixLengths, batch.Fields[0] & Way);
    }

    [Fact]
    public void Pools_and_drops_are_counted_by_source_and_sub_agent_and_counters_passed_over()
    {
        (FlowBatch[] batches, DecodeFaultCounts faults, ExportDecoder decoder) = Decode(
            Of(0, 1, Flow(1, 100, 1000, 5, s_packet), Flow(2, 100, uint.MaxValue - 9, 0, s_packet), Structure(2, new byte[20])),
            Of(7, 1, Flow(1, 400, 50_000, 100, s_packet)),
            Of(0, 2, Flow(1, 100, 1200, 8, s_packet), Flow(2, 100, 90, 0, s_packet), Structure(4, new byte[20])),
            Of(7, 4, Flow(1, 400, 50_800, 101, s_packet)),
            // Late: counted with the one behind it.
            Of(0, 3, Flow(1, 100, 1100, 6, s_packet)));
        Assert.Equal((7, 0L), (Assert.Single(batches).Count, faults.Total));
        Assert.Equal(new SampleCounts(7, 200 + 100 + 800, 3 + 1, 2), decoder.SampleCounts);
        // Sub-agents number their datagrams each for itself.
        Assert.Equal(new SequenceGaps(1, 0, 2), decoder.SequenceGaps);
        Assert.Equal([100u, 100u, 400u, 100u, 100u, 400u, 100u], batches[0].SamplingInterval.AsSpan(0, 7).ToArray());
    }

    private static FlowBatch Row(params byte[][] records)
    {
        (FlowBatch[] batches, DecodeFaultCounts faults, _) = Decode(Of(0, 1, Flow(1, 100, 0, 0, records)));
        Assert.Equal(0, faults.Total);
        return Assert.Single(batches);
    }

    /// <summary>By 198.51.100.1, from a /22 to a /24.</summary>
    private static byte[] Router() => Structure(1002, Words(1, 0xC633_6401, 22, 24));

    /// <summary>By 198.51.100.77, from AS 64500, then path, communities and preference.</summary>
    private static byte[] Gateway(params byte[][] segments) =>
        Structure(1003, [.. Words(1, 0xC633_644D, 64_496, 64_500, 64_499, (uint)segments.Length), .. segments.SelectMany(segment => segment), .. Words(0, 100)]);

    private static byte[] Segment(uint type, params uint[] systems) => [.. Words(type, (uint)systems.Length), .. Words(systems)];
}
