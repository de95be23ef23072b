using Suyuan.Detection.History;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.History;

/// <summary>Who was in contact with whom before a minute, over drawn hosts.</summary>
public sealed class ContactHistoryTests
{
    private const long Start = 29_540_004;
    private static readonly IpAddress s_controller = IpAddress.Parse("198.51.100.7");
    private static readonly IpAddress s_site = IpAddress.Parse("198.51.100.80");
    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");

    [Fact]
    public void An_endpoint_that_bots_share_is_told_with_who_else_visits_it_and_one_that_everybody_visits_is_not()
    {
        ContactHistory history = Learnt(60, minute => [.. Hosts(0, 40).Select(host => To(s_controller, host)), .. Hosts(0, 400).Select(host => To(s_site, host))]);

        SharedContact found = Assert.Single(Attack(history, Start + 60, Hosts(0, 30)));

        Assert.Equal((s_controller, (ushort)48101), (found.Peer, found.Port));
        Assert.Equal((30, 30, 40, 400), (found.Bots, found.Sources, found.Visitors, found.Hosts));
        Assert.Equal((30, 30, 2), (found.HostileVisitors, found.HostileHosts, found.Endpoints));
        Assert.Equal((10, 11), (found.Slots, found.SlotsSince));
        Assert.Equal((Minute.Start(Start), Minute.End(Start + 59) - 1), (found.First, found.Last));
    }

    [Fact]
    public void Visitors_that_attacked_others_within_a_day_are_hostile_and_later_no_more()
    {
        ContactHistory history = Learnt(60, minute => Hosts(0, 40).Select(host => To(s_controller, host)));
        Attack(history, Start + 60, Hosts(20, 20));
        Assert.Equal(40, Assert.Single(Attack(history, Start + 61, Hosts(0, 20))).HostileVisitors);

        for (long minute = Start + 62; minute < Start + (26 * 60); minute++)
        {
            history.Learn(minute, Contacts(Hosts(0, 40).Select(host => To(s_controller, host))));
        }
        Assert.Equal(10, Assert.Single(Attack(history, Start + (26 * 60), Hosts(0, 10))).HostileVisitors);
    }

    [Fact]
    public void Contacts_are_forgotten_after_six_hours_and_a_short_burst_shows_as_one()
    {
        ContactHistory history = Learnt(5, minute => Hosts(0, 40).Select(host => To(s_controller, host)));
        Assert.InRange(Assert.Single(Attack(history, Start + 100, Hosts(0, 30))).Slots, 1, 2);

        history.Learn(Start + 5 + (6 * 60) + 30, MinuteContacts.None);
        Assert.Empty(Attack(history, Start + 400, Hosts(0, 30)));
    }

    [Fact]
    public void Targets_and_those_who_attack_are_no_controllers()
    {
        IpAddress peer = Hosts(7, 1)[0];
        ContactHistory history = Learnt(60, minute => [.. Hosts(0, 40).Where(host => host != peer).Select(host => To(peer, host)), .. Hosts(0, 40).Select(host => To(s_site, host))]);
        history.MarkTarget(IpPrefix.Network(s_site), Start + 59);

        Assert.Empty(Attack(history, Start + 60, Hosts(0, 40)));
        Assert.Equal(s_site, Assert.Single(Attack(history, Start + 59 + (25 * 60), Hosts(0, 40), minute => Hosts(0, 40).Select(host => To(s_site, host)))).Peer);
    }

    [Fact]
    public void A_sweep_hits_few_that_live_here()
    {
        ContactHistory history = Learnt(10, minute => Hosts(0, 40).Select(host => To(s_controller, host)));

        Assert.True(history.AreLive(Hosts(0, 150)));
        Assert.False(history.AreLive(Hosts(0, 4_000)));
        Assert.False(history.AreLive(Hosts(38, 2)));
    }

    [Fact]
    public void Of_an_endpoint_with_very_many_visitors_a_sample_is_kept_and_shares_stay_right()
    {
        ContactHistory history = Learnt(4, minute => Hosts(0, 20_000).Select(host => To(s_controller, host)));

        SharedContact found = Assert.Single(Attack(history, Start + 4, Hosts(0, 10_000)));

        Assert.InRange(found.Visitors, 400, 1024);
        Assert.Equal(found.Visitors, found.Hosts);
        Assert.Equal(found.Bots, found.Sources);
        Assert.InRange((double)found.Bots / found.Visitors, 0.42, 0.58);
    }

    [Fact]
    public void More_hosts_than_memory_are_sampled_and_shares_stay_right()
    {
        ContactHistory history = new();
        for (long minute = Start; minute < Start + 2; minute++)
        {
            history.Learn(minute, Contacts(Hosts(0, 300_000).Select((host, index) => To(index % 300 == 0 ? s_controller : s_site, host))));
        }
        SharedContact found = Assert.Single(Attack(history, Start + 2, [.. Hosts(0, 300_000).Where((_, index) => index % 300 == 0)]));

        Assert.Equal(s_controller, found.Peer);
        Assert.InRange(found.Hosts, 100_000, 1 << 18);
        Assert.InRange((double)found.Visitors / found.Hosts, 0.8 / 300, 1.2 / 300);
        Assert.Equal(found.Visitors, found.Bots);
    }

    private static ContactHistory Learnt(int minutes, Func<long, IEnumerable<Contact>> contacts)
    {
        ContactHistory history = new();
        for (long minute = Start; minute < Start + minutes; minute++)
        {
            history.Learn(minute, Contacts(contacts(minute)));
        }
        return history;
    }

    private static IReadOnlyList<SharedContact> Attack(ContactHistory history, long minute, IpAddress[] sources, Func<long, IEnumerable<Contact>>? before = null)
    {
        if (before is not null)
        {
            history.Learn(minute - 1, Contacts(before(minute)));
        }
        history.MarkTarget(s_target, minute);
        history.MarkHostile(sources, minute);
        return history.Find(minute, sources);
    }

    private static MinuteContacts Contacts(IEnumerable<Contact> contacts)
    {
        Contact[] all = [.. contacts];
        Array.Sort(all);
        return new MinuteContacts(all, 0);
    }

    private static Contact To(IpAddress peer, IpAddress host) => new(peer, peer == s_controller ? (ushort)48101 : (ushort)443, host, 1, 7);

    private static IpAddress[] Hosts(int from, int count) => [.. Enumerable.Range(from, count).Select(host => IpAddress.FromV4(0x0A000000 + (uint)host))];
}
