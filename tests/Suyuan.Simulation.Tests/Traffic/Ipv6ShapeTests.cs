using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Traffic;

public sealed class Ipv6ShapeTests
{
    private static readonly IpAddress s_host = IpAddress.Parse("2001:db8::9");

    [Theory]
    [InlineData(Protocols.Tcp, 40, 60)]
    [InlineData(Protocols.Udp, 468, 488)]
    [InlineData(Protocols.Udp, 1490, 1500)]
    public void A_packet_has_the_longer_header_and_fits_the_line(byte protocol, int before, int after)
    {
        SampledPacket shaped = Ipv6Shape.Of(new SampledPacket { Source = s_host, Protocol = protocol, Length = (ushort)before });
        Assert.Equal((protocol, after), (shaped.Protocol, shaped.Length));
    }

    [Theory]
    [InlineData(0x0800, 128 << 8)]
    [InlineData(0, 129 << 8)]
    [InlineData(0x0303, (1 << 8) | 4)]
    public void Icmp_becomes_ICMPv6_with_its_own_types(int before, int after)
    {
        SampledPacket shaped = Ipv6Shape.Of(new SampledPacket { Source = s_host, Protocol = Protocols.Icmp, DestinationPort = (ushort)before, Length = 84 });
        Assert.Equal((Protocols.IcmpV6, after, 104), (shaped.Protocol, shaped.DestinationPort, shaped.Length));
    }

    [Fact]
    public void Pieces_follow_one_another_without_gaps()
    {
        SampledPacket Piece(int number) => Ipv6Shape.Of(new SampledPacket
        {
            Source = s_host,
            Protocol = Protocols.Udp,
            Length = 1500,
            MoreFragments = true,
            NonInitial = number > 0,
            FragmentOffset = (ushort)(185 * number),
        });
        int carried = Piece(0).Length - 40 - Ipv6Shape.FragmentHeader;
        Assert.InRange(Piece(1).FragmentOffset * 8, carried - 7, carried);
        Assert.Equal(2 * Piece(1).FragmentOffset, Piece(2).FragmentOffset);
    }

    [Fact]
    public void IPv4_stays_as_it_is()
    {
        SampledPacket packet = new() { Source = IpAddress.Parse("192.0.2.9"), Protocol = Protocols.Icmp, DestinationPort = 0x0800, Length = 84 };
        Assert.Equal(packet, Ipv6Shape.Of(packet));
    }

    [Theory]
    [InlineData("2001:db8::/32")]
    [InlineData("2001:db8:0:7::/64")]
    [InlineData("2001:db8::7:0/112")]
    [InlineData("192.0.2.0/24")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Draws_stay_within_their_prefix_and_fill_it(string text)
    {
        IpPrefix prefix = IpPrefix.Parse(text);
        SeededGenerator random = new(3, text);
        IpAddress[] drawn = [.. Enumerable.Range(0, 4000).Select(_ => prefix.Any(random))];
        Assert.All(drawn, address => Assert.True(prefix.Contains(address)));
        UInt128 half = (prefix.Last.Value - prefix.Address.Value) / 2;
        Assert.InRange(drawn.Count(address => address.Value - prefix.Address.Value > half), 1850, 2150);
    }

    [Theory]
    [InlineData("2001:db8::/32", 0.25)]
    [InlineData("2001:db8:0:7::/64", 0.25)]
    [InlineData("2001:db8::7:0/112", 0)]
    public void One_host_in_four_is_a_server_with_a_small_number(string text, double share)
    {
        IpPrefix prefix = IpPrefix.Parse(text);
        SeededGenerator random = new(3, text);
        IpAddress[] drawn = [.. Enumerable.Range(0, 2000).Select(_ => AddressPlan.HostIn(prefix, random))];
        Assert.All(drawn, address => Assert.True(prefix.Contains(address)));
        Assert.Equal(share, drawn.Count(address => (ulong)(address.Value & ulong.MaxValue) is > 0 and < 0x1000) / 2000.0, 0.04);
    }

    [Fact]
    public void Every_place_with_IPv6_is_a_place()
    {
        Assert.All(Ipv6Plan.Names, name => Assert.NotNull(AddressPlan.Find(name)));
        Assert.All(Ipv6Plan.Names, name => Assert.All(Ipv6Plan.Find(name)!, prefix => Assert.False(prefix.Address.IsV4)));
    }
}
