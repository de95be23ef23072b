using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>
/// Who was in contact with whom in the six hours (to six and a half) before a minute: hosts and the endpoints that at least two of them share. Looks back only; what it
/// holds depends on the minutes' contacts, not on their order. Memory is bounded whatever comes, about 150 MB: beyond its caps it goes on with a sample of hosts by
/// hash, on which all its counts are made alike, and of an endpoint's visitors with a thousand, drawn the same way.
/// </summary>
internal sealed class ContactHistory
{
    /// <summary>Shifts of samples are below this.</summary>
    public const int Levels = 32;

    private const long WindowMinutes = 6 * 60;
    private const long HostileMinutes = 24 * 60;
    private const long SweepMinutes = 30;
    private const int MostHosts = 1 << 18;
    private const int MostVisits = 1 << 20;

    /// <summary>Endpoints with one host so far, in a table in which a new one takes the place of another: what lasts comes back.</summary>
    private const int LoneBits = 18;

    /// <summary>Sources of an attack that need to share an endpoint for it to be told, and endpoints told of an attacked target's minute. methods.md §5.2.</summary>
    private const int LeastBots = 3;
    private const int MostEndpoints = 16;

    /// <summary>An endpoint is told where this part of its visitors has attacked: what everybody visits is not.</summary>
    private const int HostilePart = 4;

    /// <summary>A part of an attack comes from hosts that live here where this part of its sources is known; a sweep of addresses hits few that are.</summary>
    private const int LivePart = 5;

    private readonly Dictionary<IpAddress, ContactHost> _hosts = [];
    private readonly Dictionary<(IpAddress, ushort), ContactPeer> _peers = [];
    private readonly (ulong Endpoint, IpAddress Host)[] _lone = new (ulong, IpAddress)[1 << LoneBits];

    /// <summary>By interface: hosts by level, and those of them that have attacked.</summary>
    private readonly Dictionary<(ushort Exporter, uint Interface), (int[] All, int[] Hostile)> _counts = [];

    /// <summary>Targets of the last day, with the minute of their last attack.</summary>
    private readonly Dictionary<IpPrefix, long> _targets = [];

    private int _shift;
    private int _visits;
    private long _sweptAt = long.MinValue / 2;

    /// <summary>Minutes come in ascending order.</summary>
    public void Learn(long minute, MinuteContacts contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        if (minute - _sweptAt >= SweepMinutes)
        {
            Sweep(minute);
        }
        while (_shift < contacts.Shift)
        {
            Thin();
        }
        foreach (Contact contact in contacts.All)
        {
            if (SourceHash.IsKept(contact.Host, _shift))
            {
                Learn(minute, contact, HostOf(contact, minute));
            }
        }
        while (_hosts.Count > MostHosts || _visits > MostVisits)
        {
            Thin();
        }
    }

    /// <summary>What is under attack is no controller for a day: those who attack it are in contact with it.</summary>
    public void MarkTarget(IpPrefix target, long minute) => _targets[target] = minute;

    /// <summary>Enough of these sources of one part of an attack are known to live there: they are no forged ones.</summary>
    public bool AreLive(IReadOnlyCollection<IpAddress> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        int known = sources.Count(source => _hosts.ContainsKey(source));
        return known >= LeastBots && known * LivePart >= (_shift == 0 ? sources.Count : sources.Count(source => SourceHash.IsKept(source, _shift)));
    }

    public void MarkHostile(IEnumerable<IpAddress> sources, long minute)
    {
        foreach (IpAddress source in sources)
        {
            if (_hosts.TryGetValue(source, out ContactHost? host))
            {
                if (!host.IsHostile)
                {
                    _counts[host.At].Hostile[host.Level]++;
                }
                host.AttackedAt = minute;
            }
        }
    }

    /// <summary>Endpoints that sources of an attack share, those that most of them do first.</summary>
    public IReadOnlyList<SharedContact> Find(long minute, IReadOnlyCollection<IpAddress> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ContactHost[] bots = [.. sources.Select(source => _hosts.GetValueOrDefault(source)).OfType<ContactHost>()];
        if (bots.Length < LeastBots)
        {
            return [];
        }
        Dictionary<ContactPeer, int> touched = [];
        foreach (ContactPeer peer in bots.SelectMany(bot => bot.Peers))
        {
            touched[peer] = touched.GetValueOrDefault(peer) + 1;
        }
        HashSet<(ushort, uint)> interfaces = [.. bots.Select(bot => bot.At)];
        int[] levels = new int[Levels];
        foreach (ContactHost bot in bots)
        {
            levels[bot.Level]++;
        }
        return
        [
            .. touched.Where(one => one.Value >= LeastBots && !IsKnownOtherwise(one.Key))
                .Select(one => Tell(one.Key, one.Value, AtLeast(levels, one.Key.Shift), touched.Count, interfaces, minute))
                .Where(contact => contact.HostileVisitors * HostilePart >= contact.Visitors)
                .OrderByDescending(contact => contact.Bots).ThenBy(contact => contact.Visitors).ThenBy(contact => contact.Peer).ThenBy(contact => contact.Port)
                .Take(MostEndpoints).OrderBy(contact => contact.Peer).ThenBy(contact => contact.Port),
        ];
    }

    private SharedContact Tell(ContactPeer peer, int bots, int sources, int endpoints, HashSet<(ushort, uint)> interfaces, long minute)
    {
        ContactHost[] visitors = [.. peer.Visitors.Keys.Where(host => interfaces.Contains(host.At))];
        (int with, int since) = peer.SlotsAt(minute);
        return new SharedContact(
            peer.Address, peer.Port, minute, bots, sources, visitors.Length, interfaces.Sum(at => AtLeast(_counts[at].All, peer.Shift)),
            visitors.Count(host => host.IsHostile), interfaces.Sum(at => AtLeast(_counts[at].Hostile, peer.Shift)), endpoints, with, since,
            Minute.Start(peer.First), Minute.End(peer.Last) - 1);
    }

    /// <summary>A target of attacks, or one of those who attack.</summary>
    private bool IsKnownOtherwise(ContactPeer peer)
    {
        if (_hosts.TryGetValue(peer.Address, out ContactHost? host) && host.IsHostile)
        {
            return true;
        }
        // Targets are hosts, or networks up to a /16 (IPv6: a /48).
        int widest = peer.Address.IsV4 ? 112 : 48;
        for (int length = 128; length >= widest; length--)
        {
            if (_targets.ContainsKey(new IpPrefix(peer.Address, length)))
            {
                return true;
            }
        }
        return false;
    }

    private void Learn(long minute, Contact contact, ContactHost host)
    {
        if (_peers.TryGetValue((contact.Peer, contact.Port), out ContactPeer? peer))
        {
            _visits += peer.Add(host, minute);
            return;
        }
        ulong endpoint = AddressHash.Mix(AddressHash.OfSource(contact.Peer.Value) ^ (contact.Port + 1UL));
        ref (ulong Endpoint, IpAddress Host) lone = ref _lone[endpoint >> (64 - LoneBits)];
        if (lone.Endpoint != endpoint || lone.Host == contact.Host)
        {
            lone = (endpoint, contact.Host);
            return;
        }
        peer = new ContactPeer(contact.Peer, contact.Port);
        _peers.Add((contact.Peer, contact.Port), peer);
        if (_hosts.TryGetValue(lone.Host, out ContactHost? before))
        {
            _visits += peer.Add(before, minute);
        }
        _visits += peer.Add(host, minute);
        lone = default;
    }

    private ContactHost HostOf(Contact contact, long minute)
    {
        if (!_hosts.TryGetValue(contact.Host, out ContactHost? host))
        {
            _hosts.Add(contact.Host, host = new ContactHost(contact.Host, contact.Exporter, contact.Interface));
            if (!_counts.TryGetValue(host.At, out (int[] All, int[] Hostile) counts))
            {
                _counts.Add(host.At, counts = (new int[Levels], new int[Levels]));
            }
            counts.All[host.Level]++;
        }
        host.Last = minute;
        return host;
    }

    /// <summary>Half of the hosts go.</summary>
    private void Thin()
    {
        _shift++;
        Forget(host => !SourceHash.IsKept(host.Address, _shift));
    }

    private void Sweep(long minute)
    {
        _sweptAt = minute;
        foreach (ContactPeer peer in _peers.Values)
        {
            _visits -= peer.DropBefore(minute - WindowMinutes);
            if (peer.Visitors.Count == 0)
            {
                _peers.Remove((peer.Address, peer.Port));
            }
        }
        foreach (ContactHost host in _hosts.Values.Where(host => host.IsHostile && host.AttackedAt < minute - HostileMinutes))
        {
            host.AttackedAt = long.MinValue;
            _counts[host.At].Hostile[host.Level]--;
        }
        Forget(host => host.Last < minute - WindowMinutes);
        foreach ((IpPrefix target, long last) in _targets)
        {
            if (last < minute - HostileMinutes)
            {
                _targets.Remove(target);
            }
        }
        // What was too much may have been one bad hour.
        if (_shift > 0 && _hosts.Count < MostHosts / 4 && _visits < MostVisits / 4)
        {
            _shift--;
        }
    }

    private void Forget(Predicate<ContactHost> goes)
    {
        foreach (ContactHost host in _hosts.Values)
        {
            if (!goes(host))
            {
                continue;
            }
            _hosts.Remove(host.Address);
            _counts[host.At].All[host.Level]--;
            _counts[host.At].Hostile[host.Level] -= host.IsHostile ? 1 : 0;
            foreach (ContactPeer peer in host.Peers)
            {
                peer.Visitors.Remove(host);
                _visits--;
            }
            host.Peers.Clear();
        }
    }

    /// <summary>Hosts in the sample of a shift.</summary>
    private static int AtLeast(int[] byLevel, int shift) => byLevel.AsSpan(Math.Min(shift, Levels - 1)).ToArray().Sum();
}
