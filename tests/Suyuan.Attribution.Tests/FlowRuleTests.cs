using Suyuan.Attribution;
using Suyuan.Attribution.Controllers;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Controllers from shared contacts alone, over drawn populations (methods.md §5.2).</summary>
public sealed class FlowRuleTests
{
    private const int Hosts = 4_000;
    private const int Bots = 150;
    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");
    private static readonly IpAddress s_peer = IpAddress.Parse("198.51.100.7");
    private static readonly IpAddress[] s_bots = [.. Enumerable.Range(1, Bots).Select(host => IpAddress.FromV4(0xC0000200 + (uint)host))];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_controller_whose_bots_are_mostly_seen_in_contact_is_named_and_a_site_that_all_hosts_like_alike_is_not(int seed)
    {
        Random random = new(seed);
        // Of the bots most are seen; now and then a stranger comes by.
        SharedContact controller = Drawn(random, bot: 0.4 + (0.6 * random.NextDouble()), stranger: 0.002 * random.NextDouble());
        // From a site that nobody knows to one that everybody visits.
        double liked = Math.Pow(10, -3 * random.NextDouble());
        SharedContact site = Drawn(random, bot: liked, stranger: liked);

        Assert.Contains(s_peer, Judge(controller));
        Assert.Empty(Judge(site));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_vendors_server_that_fewer_infected_than_clean_devices_visit_is_not_named(int seed)
    {
        Random random = new(seed);
        int clean = random.Next(Bots * 11 / 10, 10 * Bots);
        SharedContact vendor = Contact(bots: Bots, sources: Bots, visitors: Bots + clean, hosts: Hosts + clean, hostile: Bots, hostileHosts: Bots);

        Assert.Empty(Judge(vendor));
    }

    [Fact]
    public void What_part_of_the_bots_keeps_to_is_named_once_the_others_have_attacked_too()
    {
        SharedContact first = Contact(bots: 40, sources: 40, visitors: 120, hosts: Hosts, hostile: 40, hostileHosts: 40);

        Assert.Empty(Judge(first));
        Assert.Contains(s_peer, Judge(first with { HostileVisitors = 110, HostileHosts = 130 }));
    }

    [Fact]
    public void Few_bots_a_short_burst_the_target_and_reflectors_name_nobody()
    {
        SharedContact good = Contact(bots: 100, sources: 140, visitors: 100, hosts: Hosts, hostile: 100, hostileHosts: Bots);
        Assert.Contains(s_peer, Judge(good));

        Assert.Empty(Judge(good with { Bots = 2 }));
        Assert.Empty(Judge(good with { Bots = 13 }));
        Assert.Empty(Judge(good with { Slots = 2 }));
        Assert.Empty(Judge(good with { Slots = 8, SlotsSince = 40 }));
        Assert.Empty(Judge(good with { Peer = s_target.Address }));
        Assert.Empty(new FlowRule(new AttributionThresholds()).Judge(Attack(), [good], s_bots, new HashSet<IpAddress> { s_peer }));
        Assert.Empty(new FlowRule(new AttributionThresholds()).Judge(Attack(), [good], s_bots[..2], new HashSet<IpAddress>()));
    }

    [Fact]
    public void After_a_sweep_that_forged_every_hosts_address_nothing_tells_hosts_apart()
    {
        SharedContact vendor = Contact(bots: 140, sources: 150, visitors: 900, hosts: Hosts, hostile: 900, hostileHosts: Hosts);

        Assert.Empty(Judge(vendor));
    }

    [Fact]
    public void Of_several_minutes_the_one_with_the_most_bots_decides_and_of_several_ports_the_least_likely()
    {
        SharedContact few = Contact(bots: 20, sources: 140, visitors: 100, hosts: Hosts, hostile: 100, hostileHosts: Bots);
        SharedContact many = few with { Minute = few.Minute + 3, Bots = 90 };

        FlowContact found = new FlowRule(new AttributionThresholds()).Judge(
            Attack(), [many, few, many with { Port = 23, Bots = 60 }], s_bots, new HashSet<IpAddress>())[s_peer];

        Assert.Equal((90, (ushort)48101), (found.Contact.Bots, found.Contact.Port));
        Assert.True(found.LogChance < -50, $"{found.LogChance}");
    }

    private static IEnumerable<IpAddress> Judge(SharedContact contact) =>
        new FlowRule(new AttributionThresholds()).Judge(Attack(), [contact], s_bots, new HashSet<IpAddress>()).Keys;

    /// <summary>Each of the bots, and of the other hosts, is a visitor by this chance.</summary>
    private static SharedContact Drawn(Random random, double bot, double stranger)
    {
        int bots = Enumerable.Range(0, Bots).Count(_ => random.NextDouble() < bot);
        int strangers = Enumerable.Range(0, Hosts - Bots).Count(_ => random.NextDouble() < stranger);
        return Contact(bots, Bots, bots + strangers, Hosts, bots, Bots);
    }

    private static SharedContact Contact(int bots, int sources, int visitors, int hosts, int hostile, int hostileHosts) =>
        new(s_peer, 48101, 29_540_000, bots, sources, visitors, hosts, hostile, hostileHosts, 40, 20, 24, 29_539_800 * 60_000L, (29_540_000 * 60_000L) - 1);

    private static AttackEvent Attack() => new()
    {
        Id = "0123456789abcdef",
        Target = s_target,
        Start = 29_540_000 * 60_000L,
        End = 29_540_004 * 60_000L,
        Vectors = [VectorCatalog.UdpFlood],
        Bursts = [new Burst(s_target, 29_540_000 * 60_000L, 29_540_004 * 60_000L)],
        Basis = EventBasis.Flows,
    };
}
