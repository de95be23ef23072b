using Suyuan.Attribution;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>IPv6: forgery is told only where something says which sources are legitimate; hosts by their coming back.</summary>
public sealed class Ipv6SourcesTests
{
    private const uint Edge = 7;
    private static readonly IpPrefix s_target = IpPrefix.Parse("2001:db8:99::9");

    [Theory]
    // Whoever knows only IPv4 prefixes, or a province, cannot tell thousands of customers from forged sources.
    [InlineData("198.51.100.0/24", 0u, 0)]
    [InlineData("198.51.100.0/24 2400:1::/32", 0u, 1)]
    [InlineData("", 64_500u, 1)]
    public void Sources_outside_are_forged_only_where_the_family_is_known(string prefixes, uint neighbour, int routers)
    {
        // Each packet from another address of a network that neither prefixes nor cone hold.
        SourceEvidence[] rows = [.. Enumerable.Range(0, 3_000).Select(host => Row(Address(0x2400_0002, host), VectorCatalog.SynFlood, 1))];

        Assert.Equal(routers, Routers(rows, VectorCatalog.SynFlood, prefixes, neighbour));
    }

    [Theory]
    // One line with thousands of hosts; thousands of lines of a /36 or a /48 with never the same host twice: whoever knows the family knows that nobody lives so.
    [InlineData("2400:2::/32", 0u, 64, 3_000, 1)]
    [InlineData("2400:2::/32", 0u, 48, 3_000, 1)]
    [InlineData("2400:2::/32", 0u, 36, 3_000, 1)]
    [InlineData("", 64_501u, 64, 3_000, 1)]
    [InlineData("198.51.100.0/24", 0u, 64, 3_000, 0)]
    // So few that many lines with a host each may have sent them.
    [InlineData("2400:2::/32", 0u, 36, 1_000, 0)]
    [InlineData("2400:2::/32", 0u, 64, 200, 0)]
    public void A_sweep_inside_is_told_by_addresses_that_no_hosts_on_so_many_lines_have(string prefixes, uint neighbour, int swept, int packets, int routers)
    {
        UInt128 bits = UInt128.MaxValue >> swept;
        SourceEvidence[] rows = [.. Enumerable.Range(0, packets).Select(host => Row(
            new IpAddress(((UInt128)0x2400_0002 << 96) | (new UInt128(Scatter(host), Scatter(host + packets)) & bits)), VectorCatalog.SynFlood, 1, Ttl(host)))];

        Assert.Equal(routers, Routers(rows, VectorCatalog.SynFlood, prefixes, neighbour));
    }

    [Theory]
    // Inside by a prefix, outside of it, inside by the neighbour's cone.
    [InlineData("2400:2::/32", 0u)]
    [InlineData("2400:1::/32", 0u)]
    [InlineData("", 64_501u)]
    public void Hosts_that_come_back_are_bots_by_their_lines(string prefixes, uint neighbour)
    {
        // Two addresses on each of 150 lines, some busier than others.
        SourceEvidence[] rows = [.. Enumerable.Range(0, 300).Select(host => Row(
            new IpAddress(((UInt128)0x2400_0002 << 96) | ((UInt128)(host / 2) << 64) | Scatter(host)), VectorCatalog.SynFlood, 2 + (host % 7), Ttl(host)))];
        IReadOnlyList<Participation> found = Participations(rows, VectorCatalog.SynFlood, prefixes, neighbour);

        Assert.All(found, one => Assert.Equal(ResourceKind.Bot, one.Resource.Kind));
        Assert.Equal(150, found.Count);
        Assert.All(found, one => Assert.Equal(IpPrefix.Network(one.Resource.Address).Address, one.Resource.Address));
        Assert.All(found, one => Assert.True(one.Confidence >= 0.5));
    }

    [Fact]
    public void One_host_that_claims_a_few_addresses_is_no_botnet()
    {
        SourceEvidence[] rows = [.. Enumerable.Range(0, 300).Select(host => Row(
            new IpAddress(((UInt128)0x2400_0002 << 96) | Scatter(host)), VectorCatalog.SynFlood, 5))];

        Assert.Empty(Participations(rows, VectorCatalog.SynFlood, "2400:2::/32", 0));
    }

    [Fact]
    public void Addresses_that_no_host_has_show_forgery_with_few_packets()
    {
        SourceEvidence[] rows = [.. Enumerable.Range(0, 100).Select(host => Row(new IpAddress(new UInt128(Scatter(host), Scatter(host + 100))), VectorCatalog.SynFlood, 1, Ttl(host)))];

        Assert.Equal(1, Routers(rows, VectorCatalog.SynFlood, "2400:2::/32", 0));
    }

    [Theory]
    [InlineData("198.51.100.0/24", 0)]
    [InlineData("198.51.100.0/24 2400:1::/32", 1)]
    [InlineData("2001:db8:99::/48", 0)]
    public void Requests_in_the_victims_name_name_a_router_only_where_the_family_is_known(string prefixes, int routers)
    {
        AttackVector ntp = AttackVector.Parse("ntp-reflection");

        Assert.Equal(routers, Routers([Row(s_target.Address, ntp, 2_500)], ntp, prefixes, 0));
    }

    private static int Routers(SourceEvidence[] rows, AttackVector vector, string prefixes, uint neighbour) =>
        Participations(rows, vector, prefixes, neighbour).Count(one => one.Resource.Kind == ResourceKind.SpoofingRouter);

    private static IReadOnlyList<Participation> Participations(SourceEvidence[] rows, AttackVector vector, string prefixes, uint neighbour)
    {
        ExporterTable exporters = new();
        ushort exporter = exporters.Intern("192.0.2.1");
        Assert.Equal(rows[0].Exporter, exporter);
        RouteTableBuilder table = new();
        table.Add(IpPrefix.Parse("2400:2::/32"), [64_501], [64_501]);
        table.Add(IpPrefix.Parse("2400:1::/32"), [64_500], [64_500]);
        for (uint other = 0; other < 40; other++)
        {
            table.Add(new IpPrefix(new IpAddress((UInt128)(0x2600_0000 + other) << 96), 32), [65_000 + other], [65_000 + other]);
        }
        ExporterSettings edge = new()
        {
            Exporter = "192.0.2.1",
            Interface = Edge,
            Role = InterfaceRole.Edge,
            Province = "广东",
            Operator = "电信",
            Prefixes = [.. prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IpPrefix.Parse)],
            Asn = neighbour,
        };
        ComponentTotals totals = new(
            s_target, vector, rows[0].Exporter, Edge, 0, 59_000, rows.Sum(row => row.Packets), rows.Sum(row => row.Octets), rows.Sum(row => row.SampledPackets), rows.Length, 0, 1000, false);
        AttackEvent attack = new()
        {
            Id = "0123456789abcdef",
            Target = s_target,
            Start = 0,
            End = 59_000,
            Vectors = [vector],
            Bursts = [new Burst(s_target, 0, 59_000)],
        };
        return new Attributor(new AttributionOptions(), exporters, new ExporterDirectory([edge]), new Nowhere(), [], table.Build())
            .Attribute(attack, [new Segment(s_target, 0, 0, [totals], rows)], [], [])
            .Participations;
    }

    private static IpAddress Address(uint network, int host) => new(((UInt128)network << 96) | (UInt128)unchecked((ulong)(host + 1) * 0x9E3779B97F4A7C15));

    private static ulong Scatter(int number) => unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15);

    private static byte Ttl(int host) => (byte)(40 + (host % 20));

    private static SourceEvidence Row(IpAddress source, AttackVector vector, long sampled, byte ttl = 50) => new()
    {
        Target = s_target,
        Vector = vector,
        Exporter = 1,
        Interface = Edge,
        Source = source,
        First = 0,
        Last = 59_000,
        Packets = sampled * 1000,
        Octets = sampled * 60_000,
        SampledPackets = sampled,
        Minutes = 1,
        MinTtl = ttl,
        MaxTtl = ttl,
    };

    private sealed class Nowhere : IPlaceLookup
    {
        public string Version => "none";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => Place.Unknown;
    }
}
