using Suyuan.Detection.Carpets;
using Suyuan.Detection.History;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>One vector on one target in a minute, as it is emitted.</summary>
internal sealed record MinuteAttack(IpPrefix Target, VectorVerdict Verdict);

/// <summary>One vector on one host in a minute, whatever target it will be printed under.</summary>
internal sealed record HostAttack(IpAddress Host, VectorVerdict Verdict);

/// <summary>A minute after its second look, held until the next is judged too, which decides its edges. No packet belongs to two targets.</summary>
internal sealed class JudgedMinute(long minute, MinuteCoverage[] coverage)
{
    private readonly HashSet<IpAddress> _attacked = [];
    private readonly HashSet<IpPrefix> _attackedNetworks = [];
    private HashSet<(IpAddress, byte)> _hostsBefore = [];
    private HashSet<(IpPrefix, byte)> _networksBefore = [];
    private HashSet<IpAddress> _provokedBefore = [];
    private Dictionary<(IpAddress, byte), List<TargetRecord>> _reflectionBefore = [];

    public long Minute { get; } = minute;

    public MinuteCoverage[] Coverage { get; } = coverage;

    public Dictionary<IpAddress, (VectorSplit Split, List<VectorVerdict> Verdicts)> Hosts { get; } = [];

    /// <summary>By network that could be a target, in the order of networks.</summary>
    public SortedDictionary<IpPrefix, List<Carpet>> Carpets { get; } = [];

    /// <summary>What the networks that carry much carried.</summary>
    public IReadOnlyList<NetworkCount> NetworkCounts { get; set; } = [];

    /// <summary>Attacked hosts and networks of the minute, once edges are decided.</summary>
    public IReadOnlyList<HostAttack> HostAttacks { get; private set; } = [];

    public IReadOnlyList<Carpet> CarpetAttacks { get; private set; } = [];

    /// <summary>Attacks of the minute, once targets are decided, in the order of target and vector.</summary>
    public IReadOnlyList<MinuteAttack> Attacks { get; set; } = [];

    /// <summary>A sample of what went on outside the attacks.</summary>
    public IReadOnlyList<BackgroundSource> Background { get; set; } = [];

    public IReadOnlyList<TwoWayPeer> Conversations { get; set; } = [];

    public MinuteContacts Contacts { get; set; } = MinuteContacts.None;

    /// <summary>Of attacked hosts: requests to reflectors in their name, from where they do not live.</summary>
    public IReadOnlyDictionary<IpAddress, ForgedRequests[]> ForgedRequests { get; private set; } = new Dictionary<IpAddress, ForgedRequests[]>();

    /// <summary>Records that had to leave the buffer.</summary>
    public long Trimmed { get; set; }

    /// <summary>The address was under attack in this minute, once edges are decided.</summary>
    public bool IsAttacked(IpAddress target) =>
        _attacked.Contains(target) || (_attackedNetworks.Count > 0 && _attackedNetworks.Contains(IpPrefix.Network(target)));

    public bool IsAttackedNetwork(IpPrefix network) => _attackedNetworks.Contains(network);

    public bool IsCarpet(IpPrefix network, byte code) =>
        Carpets.TryGetValue(network, out List<Carpet>? carpets) && carpets.Exists(carpet => carpet.Verdict.Trigger && carpet.Verdict.Vector.Code == code);

    /// <summary>Remembers which vectors triggered in the minute before, if it is the minute before.</summary>
    public void Follow(JudgedMinute? before)
    {
        if (before is not null && before.Minute == Minute - 1)
        {
            (_hostsBefore, _networksBefore) = (before.TriggeredHosts(), before.TriggeredNetworks());
            _provokedBefore = before.ProvokedHere();
            _reflectionBefore = before.Hosts
                .SelectMany(host => host.Value.Split.ByVector
                    .Where(pair => new AttackVector(pair.Key).IsReflection && Hosts.ContainsKey(host.Key))
                    .Select(pair => (Key: (host.Key, pair.Key), pair.Value)))
                .ToDictionary(pair => pair.Key, pair => pair.Value);
        }
    }

    /// <summary>The host's records of a reflection vector in the minute before; null where there are none.</summary>
    public List<TargetRecord>? Before(IpAddress host, byte code) => _reflectionBefore.GetValueOrDefault((host, code));

    /// <summary>Addresses whose own answers to an attack may be on their way to others: under attack in this minute or the ones around it.</summary>
    public HashSet<IpAddress> Provoked(JudgedMinute? next)
    {
        HashSet<IpAddress> provoked = ProvokedHere();
        provoked.UnionWith(_provokedBefore);
        provoked.UnionWith(next?.ProvokedHere() ?? []);
        return provoked;
    }

    private HashSet<IpAddress> ProvokedHere() => Hosts
        .Where(host => host.Value.Verdicts.Exists(verdict => verdict.Trigger && AnswerVeto.Provokes(verdict.Vector))).Select(host => host.Key).ToHashSet();

    /// <summary>A minute under the threshold belongs to the attack when the same vector triggered on the target in the minute before or after.</summary>
    public void DecideEdges(JudgedMinute? next)
    {
        bool follows = next is not null && next.Minute == Minute + 1;
        HashSet<(IpAddress, byte)> hosts = TriggeredHosts();
        HashSet<(IpAddress, byte)> hostsAfter = follows ? next!.TriggeredHosts() : [];
        HashSet<(IpPrefix, byte)> networksAfter = follows ? next!.TriggeredNetworks() : [];
        HashSet<(IpAddress, byte)> swallowed = Swallowed();
        List<HostAttack> attacks = [];
        foreach ((IpAddress host, (_, List<VectorVerdict> verdicts)) in Hosts)
        {
            foreach (VectorVerdict verdict in verdicts)
            {
                (IpAddress, byte) key = (host, verdict.Vector.Code);
                if (!swallowed.Contains(key) && (verdict.Trigger || (verdict.Edge && (_hostsBefore.Contains(key) || hostsAfter.Contains(key)))))
                {
                    attacks.Add(new HostAttack(host, verdict));
                    hosts.Add(key);
                    _attacked.Add(host);
                }
            }
        }
        HostAttacks = attacks.OrderBy(attack => attack.Host).ThenBy(attack => attack.Verdict.Vector).ToArray();
        CarpetAttacks = Carpets.Values.SelectMany(list => list)
            .Where(carpet => carpet.Verdict.Trigger || (carpet.Verdict.Edge && (_networksBefore.Contains(Key(carpet)) || networksAfter.Contains(Key(carpet)))))
            .Select(carpet => carpet.Verdict.Trigger ? carpet : carpet with { Hosts = carpet.Hosts.Where(host => !hosts.Contains((host, carpet.Verdict.Vector.Code))).ToHashSet() })
            .Where(carpet => carpet.Hosts.Count > 0).ToArray();
        _attackedNetworks.UnionWith(CarpetAttacks.Select(carpet => carpet.Network));
    }

    /// <summary>Lets go of all records but the attacks', once the next minute has been told.</summary>
    public void Release()
    {
        ForgedRequests = Hosts.Where(host => IsAttacked(host.Key)).Select(host => KeyValuePair.Create(host.Key, host.Value.Split.Target.ForgedRequests.ToArray()))
            .Where(host => host.Value.Length > 0).ToDictionary();
        Hosts.Clear();
        Carpets.Clear();
    }

    /// <summary>What was judged no attack, though near one: what baselines learn from.</summary>
    public IEnumerable<(IpAddress Host, VectorVerdict Verdict)> Quiet() => Hosts.Where(host => !IsAttacked(host.Key))
        .SelectMany(host => host.Value.Verdicts.Where(verdict => !verdict.Trigger).Select(verdict => (host.Key, verdict)));

    public static (IpPrefix Network, byte Code) Key(Carpet carpet) => (carpet.Network, carpet.Verdict.Vector.Code);

    /// <summary>Hosts whose vector is their network's.</summary>
    private HashSet<(IpAddress, byte)> Swallowed() => Carpets.Values.SelectMany(list => list).Where(carpet => carpet.Verdict.Trigger)
        .SelectMany(carpet => carpet.Hosts.Select(host => (host, carpet.Verdict.Vector.Code))).ToHashSet();

    private HashSet<(IpAddress, byte)> TriggeredHosts()
    {
        HashSet<(IpAddress, byte)> triggered = Hosts
            .SelectMany(host => host.Value.Verdicts.Where(verdict => verdict.Trigger).Select(verdict => (host.Key, verdict.Vector.Code))).ToHashSet();
        triggered.ExceptWith(Swallowed());
        return triggered;
    }

    private HashSet<(IpPrefix, byte)> TriggeredNetworks() =>
        Carpets.Values.SelectMany(list => list).Where(carpet => carpet.Verdict.Trigger).Select(Key).ToHashSet();
}
