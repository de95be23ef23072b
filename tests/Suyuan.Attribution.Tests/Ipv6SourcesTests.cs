using Suyuan.Attribution;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>IPv6: the cone test alone, and only where something says which sources are legitimate.</summary>
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
    [InlineData("2400:2::/32", 0u)]
    [InlineData("", 64_501u)]
    public void Sources_inside_stay_undetermined(string prefixes, uint neighbour)
    {
        SourceEvidence[] rows = [.. Enumerable.Range(0, 3_000).Select(host => Row(Address(0x2400_0002, host), VectorCatalog.SynFlood, 1))];

        Assert.Equal(0, Routers(rows, VectorCatalog.SynFlood, prefixes, neighbour));
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

    private static int Routers(SourceEvidence[] rows, AttackVector vector, string prefixes, uint neighbour)
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
            .Participations.Count(one => one.Resource.Kind == ResourceKind.SpoofingRouter);
    }

    private static IpAddress Address(uint network, int host) => new(((UInt128)network << 96) | (UInt128)unchecked((ulong)(host + 1) * 0x9E3779B97F4A7C15));

    private static SourceEvidence Row(IpAddress source, AttackVector vector, long sampled) => new()
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
        MinTtl = 50,
        MaxTtl = 50,
    };

    private sealed class Nowhere : IPlaceLookup
    {
        public string Version => "none";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => Place.Unknown;
    }
}
