using Suyuan.Attribution;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Events made by hand: a component of a known kind, and what attribution must and must not say of it.</summary>
public sealed class AttributorTests
{
    private const uint Edge = 7;
    private const string Router = "192.0.2.1";

    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");
    private static readonly IpPrefix s_region = IpPrefix.Parse("100.128.0.0/12");

    private readonly ExporterTable _exporters = new();
    private ulong _state = 12345;

    [Theory]
    [InlineData(300)]
    [InlineData(2_000)]
    [InlineData(6_000)]
    public void Sources_from_everywhere_name_a_cross_domain_router_and_no_bots(int packets)
    {
        EventAttribution found = Attribute(Sources(packets, () => Random(uint.MaxValue)));

        Participation router = Assert.Single(found.Participations);
        Assert.Equal(new ResourceKey(ResourceKind.SpoofingRouter, "", SpoofScope.CrossDomain, IpAddress.Parse("198.51.100.1")), router.Resource);
        Assert.True(router.Confidence >= 0.9);
    }

    [Fact]
    public void A_sweep_of_the_region_with_one_ttl_names_a_local_router()
    {
        EventAttribution found = Attribute(Sources(6_000, () => Inside(Random(1 << 16))), ttl: 57);

        Assert.Contains(found.Participations, one => one.Resource is { Kind: ResourceKind.SpoofingRouter, Scope: SpoofScope.Local });
        Assert.DoesNotContain(found.Participations, one => one.Resource.Scope == SpoofScope.CrossDomain);
    }

    [Fact]
    public void Real_bots_of_the_region_are_named_and_no_router_is()
    {
        uint[] bots = [.. Enumerable.Range(0, 500).Select(_ => Inside(Random(1 << 20)))];

        EventAttribution found = Attribute(Sources(6_000, () => bots[Random((uint)bots.Length)]));

        Assert.All(found.Participations, one => Assert.Equal(ResourceKind.Bot, one.Resource.Kind));
        Assert.True(found.Participations.Count(one => one.Confidence >= 0.5) >= 490);
    }

    [Fact]
    public void A_full_pool_of_an_address_translator_is_never_a_local_router()
    {
        // Users' rates differ, their paths differ: several TTLs, uneven counts.
        double[] weights = [.. Enumerable.Range(0, 256).Select(_ => Math.Exp(2 * (Uniform() + Uniform() + Uniform() - 1.5)))];
        double total = weights.Sum();

        EventAttribution found = Attribute(Sources(3_000, () =>
        {
            double at = Uniform() * total;
            int index = 0;
            while (at > weights[index] && index < 255)
            {
                at -= weights[index++];
            }
            return Inside((uint)index);
        }));

        Assert.DoesNotContain(found.Participations, one => one.Resource.Kind == ResourceKind.SpoofingRouter);
    }

    [Fact]
    public void A_flash_crowd_of_the_region_is_undetermined()
    {
        uint[] users = [.. Enumerable.Range(0, 200_000).Select(_ => Inside(Random(1 << 20)))];

        EventAttribution found = Attribute(Sources(600, () => users[Random((uint)users.Length)]));

        Assert.Empty(found.Participations);
        Assert.All(found.Components, component => Assert.Equal(ComponentClass.Undetermined, component.Class));
    }

    [Fact]
    public void A_capture_or_an_interface_without_region_names_no_router()
    {
        foreach (string exporter in (string[])["capture:0123456789abcdef", "192.0.2.77"])
        {
            EventAttribution found = Attribute(Sources(6_000, () => Random(uint.MaxValue)), exporter: exporter);

            Assert.Empty(found.Participations);
            Assert.Equal(6_000, found.Components.Sum(component => component.SampledPackets));
        }
    }

    [Fact]
    public void A_peering_interface_is_transit_and_no_router()
    {
        EventAttribution found = Attribute(Sources(6_000, () => Random(uint.MaxValue)), role: InterfaceRole.Peering);

        Assert.Empty(found.Participations);
        Assert.Contains(found.Components, component => component.Class == ComponentClass.Transit);
    }

    [Fact]
    public void An_order_against_the_target_names_the_controller_more_surely_where_the_attack_was_seen()
    {
        BotnetCommand order = new(DateTimeOffset.UnixEpoch, IpAddress.Parse("198.51.100.66"), 48101, "mirai", s_target, null, "udpplain", 60, "log:1");

        Participation seen = Assert.Single(Attribute([], commands: [order]).Participations);
        Participation unseen = Assert.Single(Attribute([], commands: [order], basis: EventBasis.Command).Participations);

        Assert.Equal(ResourceKind.Controller, seen.Resource.Kind);
        Assert.Equal(0.95, seen.Confidence, 3);
        Assert.Equal(0.6, unseen.Confidence, 3);
    }

    [Theory]
    [InlineData(InterfaceRole.Edge, 2_500, true)]
    [InlineData(InterfaceRole.Peering, 2_500, false)]
    [InlineData(InterfaceRole.Edge, 100, false)]
    public void Requests_in_the_victims_name_name_the_router_where_they_enter_and_no_reflector(InterfaceRole role, int packets, bool named)
    {
        AttackVector ntp = AttackVector.Parse("ntp-reflection");

        EventAttribution found = Attribute([Row(s_target.Address.V4, packets, ntp, 60)], role: role, ttl: 60, vector: ntp);

        Assert.Equal(named, found.Participations.Any(one => one.Resource is { Kind: ResourceKind.SpoofingRouter, Scope: SpoofScope.CrossDomain } && one.Rule == EvidenceRules.CrossRequests));
        Assert.DoesNotContain(found.Participations, one => one.Resource.Kind is ResourceKind.Reflector or ResourceKind.Bot);
        Assert.Equal(packets, Assert.Single(found.Components).SampledPackets);
    }

    [Theory]
    [InlineData(64_500u, 0u, 0)]
    [InlineData(64_905u, 0u, 1)]
    [InlineData(64_905u, 64_500u, 0)]
    public void What_the_neighbours_cone_and_its_siblings_announce_is_inside(uint neighbour, uint sibling, int routers)
    {
        // 8.0.0.0/8 stands behind AS 64500 by way of 64501; enough other networks exist for neither to sell transit.
        RouteTableBuilder table = new();
        table.Add(IpPrefix.Parse("8.0.0.0/8"), [64_500, 64_501], [64_501]);
        for (uint other = 0; other < 40; other++)
        {
            table.Add(new IpPrefix(IpAddress.FromV4((20 + other) << 24), 104), [64_900, 65_000 + other], [65_000 + other]);
            table.Add(new IpPrefix(IpAddress.FromV4((70 + other) << 24), 104), [64_901 + other], [64_901 + other]);
        }
        ExporterSettings edge = new() { Exporter = Router, Interface = Edge, Role = InterfaceRole.Edge, Asn = neighbour };
        SiblingTable siblings = new(new Dictionary<uint, string> { [neighbour] = "a", [sibling] = "a" });

        // The addresses of the cone, swept without TTLs: never from outside where they are the neighbour's own.
        EventAttribution found = Attribute(Sources(2_500, () => (8u << 24) + Random(1 << 24)), settings: edge, routes: table.Build(siblings));

        Assert.Equal(routers, found.Participations.Count(one => one.Resource.Scope == SpoofScope.CrossDomain));
    }

    [Fact]
    public void Forged_sources_that_no_network_announces_show_in_a_few_hundred_packets()
    {
        RouteTableBuilder table = new();
        for (uint block = 0; block < 510_000; block++)
        {
            // Three of four /23s from 1.0.0.0 up to 64.0.0.0.
            if (block % 4 != 3)
            {
                table.Add(new IpPrefix(IpAddress.FromV4((1u << 24) + (block << 9)), 119), [64_500 + (block % 1000)], [64_500 + (block % 1000)]);
            }
        }
        AttributionOptions options = new() { Thresholds = new AttributionThresholds { WholeTable = 100_000 } };

        EventAttribution found = Attribute(Sources(200, () => (1u << 24) + Random(510_000u << 9)), routes: table.Build(), options: options);

        Assert.Equal(EvidenceRules.CrossUnrouted, Assert.Single(found.Participations, one => one.Resource.Kind == ResourceKind.SpoofingRouter).Rule);
    }

    [Fact]
    public void Ntp_answers_of_the_abused_size_make_reflectors_and_answers_that_were_asked_for_do_not()
    {
        AttackVector ntp = AttackVector.Parse("ntp-reflection");
        SourceEvidence[] rows = [.. Enumerable.Range(0, 12).Select(index => Row((uint)(0x01020300 + index), 10, ntp, 0, signature: 10, solicited: index == 0 ? 10 : 0))];

        EventAttribution found = Attribute(rows, vector: ntp);

        Assert.Equal(11, found.Participations.Count);
        Assert.All(found.Participations, one => Assert.Equal(("ntp", 0.95), (one.Resource.Protocol, one.Confidence)));
        Assert.Equal(ComponentClass.Reflection, Assert.Single(found.Components).Class);
    }

    private EventAttribution Attribute(
        IReadOnlyList<SourceEvidence> sources, string exporter = Router, InterfaceRole role = InterfaceRole.Edge, byte ttl = 0, AttackVector? vector = null,
        IReadOnlyList<BotnetCommand>? commands = null, EventBasis basis = EventBasis.Flows, ExporterSettings? settings = null, RouteTable? routes = null,
        AttributionOptions? options = null)
    {
        AttackVector attackVector = vector ?? VectorCatalog.SynFlood;
        ushort index = _exporters.Intern(exporter);
        SourceEvidence[] rows = [.. sources.Select(row => Row(row.Source.V4, row.SampledPackets, attackVector, ttl == 0 ? (byte)(40 + (row.Source.V4 % 20)) : ttl, row.SignaturePackets, row.SolicitedPackets, index))];
        ComponentTotals[] totals = rows.Length == 0
            ? []
            : [new ComponentTotals(s_target, attackVector, index, Edge, 0, 59_000, rows.Sum(row => row.Packets), rows.Sum(row => row.Octets), rows.Sum(row => row.SampledPackets), rows.Length, 0, 1000, false)];
        ExporterDirectory directory = new([settings ?? new ExporterSettings { Exporter = Router, Interface = Edge, Role = role, Prefixes = [s_region], Address = IpAddress.Parse("198.51.100.1") }]);
        AttackEvent attack = new()
        {
            Id = "0123456789abcdef",
            Target = s_target,
            Start = 0,
            End = 59_000,
            Vectors = [attackVector],
            Bursts = [new Burst(s_target, 0, 59_000)],
            Basis = basis,
        };
        return new Attributor(options ?? new AttributionOptions(), _exporters, directory, new Nowhere(), [], routes)
            .Attribute(attack, [new Segment(s_target, 0, 0, totals, rows)], commands ?? [], []);
    }

    private static SourceEvidence[] Sources(int packets, Func<uint> draw)
    {
        Dictionary<uint, long> counts = [];
        for (int packet = 0; packet < packets; packet++)
        {
            uint source = draw();
            counts[source] = counts.GetValueOrDefault(source) + 1;
        }
        return [.. counts.Select(pair => Row(pair.Key, pair.Value, VectorCatalog.SynFlood, 0))];
    }

    private static SourceEvidence Row(uint source, long sampled, AttackVector vector, byte ttl, long signature = 0, long solicited = 0, ushort exporter = 0) => new()
    {
        Target = s_target,
        Vector = vector,
        Exporter = exporter,
        Interface = Edge,
        Source = IpAddress.FromV4(source),
        First = 0,
        Last = 59_000,
        Packets = sampled * 1000,
        Octets = sampled * 60_000,
        SampledPackets = sampled,
        SignaturePackets = signature,
        SolicitedPackets = solicited,
        Minutes = 1,
        MinTtl = ttl,
        MaxTtl = ttl,
    };

    private static uint Inside(uint offset) => (100u << 24) + (128u << 16) + offset;

    private uint Random(uint below) => (uint)(Uniform() * below);

    /// <summary>splitmix64.</summary>
    private double Uniform()
    {
        unchecked
        {
            ulong value = _state += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return ((value ^ (value >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    private sealed class Nowhere : IPlaceLookup
    {
        public string Version => "none";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => Place.Unknown;
    }
}
