using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Testing;
using Xunit;
using static Suyuan.Tests.Sflow5.SflowDatagram;

namespace Suyuan.Tests.Sflow5;

/// <summary>Through what lies below IP to the outermost IP header, and no further: by its addresses the network forwards (docs/formats.md).</summary>
public sealed class SampledHeaderTests
{
    private const uint Ethernet = 1;

    private static readonly byte[] s_macs = new byte[12];
    private static readonly byte[] s_packet = Ipv4(17, Udp(1, 2, 3, 4));

    public static TheoryData<string, uint, byte[]> Below => new()
    {
        { "Ethernet", Ethernet, [.. s_macs, 8, 0, .. s_packet] },
        { "a VLAN", Ethernet, [.. s_macs, 0x81, 0, 0, 10, 8, 0, .. s_packet] },
        { "a VLAN in a VLAN", Ethernet, [.. s_macs, 0x88, 0xA8, 0, 10, 0x81, 0, 0, 20, 8, 0, .. s_packet] },
        { "two labels", Ethernet, [.. s_macs, 0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 64, .. s_packet] },
        { "labels in a VLAN", Ethernet, [.. s_macs, 0x81, 0, 0, 10, 0x88, 0x47, 0, 2, 1, 64, .. s_packet] },
        { "Ethernet in a pseudowire", Ethernet, [.. s_macs, 0x88, 0x47, 0, 2, 1, 64, 0, 0, 0, 0, .. s_macs, 8, 0, .. s_packet] },
        { "PPPoE", Ethernet, [.. s_macs, 0x88, 0x64, 0x11, 0, 0, 1, 0, 34, 0, 0x21, .. s_packet] },
        { "PPPoE in two VLANs", Ethernet, [.. s_macs, 0x88, 0xA8, 0, 10, 0x81, 0, 0, 20, 0x88, 0x64, 0x11, 0, 0, 1, 0, 34, 0, 0x21, .. s_packet] },
        { "LLC and SNAP", Ethernet, [.. s_macs, 0, 40, 0xAA, 0xAA, 3, 0, 0, 0, 8, 0, .. s_packet] },
        { "frame relay", 5, [0x18, 0x41, 3, 0xCC, .. s_packet] },
        { "PPP", 7, [0, 0x21, .. s_packet] },
        { "nothing", 11, s_packet },
        { "labels alone", 13, [0, 2, 1, 64, .. s_packet] },
        { "packet over SONET", 14, [0xFF, 3, 0, 0x21, .. s_packet] },
    };

    [Theory]
    [MemberData(nameof(Below))]
    public void The_packet_is_found_behind(string what, uint protocol, byte[] frame)
    {
        (FlowBatch[] batches, DecodeFaultCounts faults, _) = Decode(Of(0, 1, Flow(1, 100, 0, 0, Header(protocol, frame))));
        Assert.True(faults.Total == 0, $"{what}: {string.Join(", ", faults.NonZero)}");
        FlowBatch batch = Assert.Single(batches);
        Assert.Equal(("192.0.2.7", "203.0.113.9", 17, 53, 4444), (batch.Source(0).ToString(), batch.Destination(0).ToString(), batch.Protocol[0], batch.SourcePort[0], batch.DestinationPort[0]));
        // IP octets: neither what lies below nor padding.
        Assert.Equal((32L, 57), (batch.Octets[0], (int)batch.MinTtl[0]));
    }

    [Fact]
    public void IPv6_is_found_as_IPv4_is()
    {
        byte[] packet = Ipv6(17, Udp());
        (FlowBatch[] batches, _, _) = Decode(Of(0, 1, Flow(1, 100, 0, 0, Header(Ethernet, [.. s_macs, 0x81, 0, 0, 10, 0x86, 0xDD, .. packet])), Flow(1, 100, 0, 0, Header(12, packet))));
        FlowBatch batch = Assert.Single(batches);
        Assert.Equal((2, "2001:db8::7", 48L, 53), (batch.Count, batch.Source(0).ToString(), batch.Octets[1], batch.SourcePort[1]));
    }

    public static TheoryData<string, byte, byte[]> Tunnels => new()
    {
        { "GRE", 47, [0, 0, 8, 0, .. Inner()] },
        { "IP in IP", 4, Inner() },
        { "IPv6 in IP", 41, Ipv6(17, Udp()) },
        { "VXLAN", 17, [0xC0, 0, 0x12, 0xB5, 0, 66, 0, 0, 8, 0, 0, 0, 0, 0, 7, 0, .. s_macs, 8, 0, .. Inner()] },
    };

    [Theory]
    [MemberData(nameof(Tunnels))]
    public void Addresses_are_those_of_the_outer_header_of_a_tunnel(string tunnel, byte protocol, byte[] payload)
    {
        (FlowBatch[] batches, _, _) = Decode(Of(0, 1, Flow(1, 100, 0, 0, Header(11, Ipv4(protocol, payload)))));
        FlowBatch batch = Assert.Single(batches);
        Assert.True(batch.Source(0).ToString() == "192.0.2.7" && batch.Destination(0).ToString() == "203.0.113.9", tunnel);
        Assert.Equal((protocol, 20L + payload.Length), (batch.Protocol[0], batch.Octets[0]));
        Assert.Equal(protocol == 17, (batch.Fields[0] & FlowFields.Ports) != 0);
        Assert.Equal(protocol == 17 ? 4789 : 0, batch.DestinationPort[0]);
    }

    [Fact]
    public void A_header_that_is_not_read_gives_way_to_what_the_agent_read_itself()
    {
        byte[] sampled = Structure(3, [.. Words(1400, 6), 10, 0, 0, 1, 10, 0, 0, 2, .. Words(50_000, 443, 0x12, 0)]);
        (FlowBatch[] batches, DecodeFaultCounts faults, _) = Decode(Of(0, 1, Flow(1, 100, 0, 0, Header(15, new byte[30]), sampled)));
        Assert.Equal((0L, "10.0.0.1", 443), (faults.Total, Assert.Single(batches).Source(0).ToString(), batches[0].DestinationPort[0]));
    }

    [Fact]
    public void A_notice_of_a_discarded_packet_is_no_sample()
    {
        (FlowBatch[] batches, DecodeFaultCounts faults, ExportDecoder decoder) = Decode(File.ReadAllBytes(Fixtures.Shared("flow/sflow/Cistern+sflow___test_event_discarded_packet.dump")));
        Assert.Equal((0, 1L, 1L, 0L), (batches.Length, faults.Total, faults[DecodeFault.DiscardNotice], decoder.SampleCounts.Samples));
    }

    private static byte[] Inner()
    {
        byte[] inner = Ipv4(17, Udp());
        inner[15] = 99;
        return inner;
    }
}
