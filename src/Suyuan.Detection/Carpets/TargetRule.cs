using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Carpets;

/// <summary>
/// Under which targets a minute's attacks are printed, once the minutes after it are judged too. An attack that goes from host to host of a network, tens of seconds on
/// each, is one on the network, though no minute shows more than a few hosts; and what flares up on a host inside a bombed network is part of it.
/// </summary>
internal sealed class TargetRule(DetectionThresholds thresholds, Func<AttackVector, long, List<TargetRecord>, VectorVerdict> join)
{
    private readonly CarpetTargets _targets = new();

    /// <summary>Hosts and networks attacked in the minutes before, as far back as is looked ahead.</summary>
    private readonly Queue<(long Minute, HashSet<(IpAddress Host, byte Code)> Hosts, HashSet<(IpPrefix Network, byte Code)> Networks)> _before = new();

    /// <param name="following">The minutes after, ascending.</param>
    public IReadOnlyList<MinuteAttack> Decide(JudgedMinute minute, IReadOnlyList<JudgedMinute> following)
    {
        ArgumentNullException.ThrowIfNull(minute);
        while (_before.TryPeek(out (long Minute, HashSet<(IpAddress, byte)>, HashSet<(IpPrefix, byte)>) oldest) && oldest.Minute < minute.Minute - thresholds.TargetMinutes)
        {
            _before.Dequeue();
        }
        JudgedMinute[] after = following.Where(one => one.Minute <= minute.Minute + thresholds.TargetMinutes).ToArray();
        HashSet<(IpPrefix, byte)> bombed = Bombed(minute, after, out HashSet<(IpAddress, byte)> passing);
        HostAttack[] folded = minute.HostAttacks
            .Where(attack => passing.Contains(Key(attack)) && bombed.Contains((IpPrefix.Network(attack.Host), attack.Verdict.Vector.Code))).ToArray();
        HashSet<(IpPrefix, byte)> networks = [.. minute.CarpetAttacks.Select(JudgedMinute.Key), .. folded.Select(NetworkKey)];
        IReadOnlyDictionary<IpPrefix, IpPrefix> merged = _targets.Settle(
            minute.Minute, networks, after.Select(one => (IReadOnlyCollection<(IpPrefix, byte)>)one.CarpetAttacks.Select(JudgedMinute.Key).ToHashSet()));
        List<MinuteAttack> attacks = minute.HostAttacks.Except(folded).Select(attack => new MinuteAttack(IpPrefix.Host(attack.Host), attack.Verdict)).ToList();
        attacks.AddRange(minute.CarpetAttacks.Select(carpet => (Key: JudgedMinute.Key(carpet), carpet.Verdict.Trigger, Records: carpet.Verdict.Records.Where(record => carpet.Hosts.Contains(record.Host))))
            .Concat(folded.Select(attack => (Key: NetworkKey(attack), attack.Verdict.Trigger, Records: (IEnumerable<TargetRecord>)attack.Verdict.Records)))
            .GroupBy(part => (Target: merged[part.Key.Item1], Code: part.Key.Item2))
            .Select(target => new MinuteAttack(target.Key.Target, join(new AttackVector(target.Key.Code), minute.Minute, target.SelectMany(part => part.Records).ToList()) with
            {
                Trigger = target.Any(part => part.Trigger),
            })));
        _before.Enqueue((minute.Minute, minute.HostAttacks.Select(Key).ToHashSet(), networks));
        return attacks.OrderBy(attack => attack.Target).ThenBy(attack => attack.Verdict.Vector).ToArray();
    }

    /// <summary>Networks whose hosts are under one attack, one after another or together.</summary>
    /// <param name="passing">Hosts that are under attack for a short while only.</param>
    private HashSet<(IpPrefix, byte)> Bombed(JudgedMinute minute, JudgedMinute[] after, out HashSet<(IpAddress, byte)> passing)
    {
        Dictionary<(IpAddress Host, byte Code), int> minutes = [];
        foreach ((IpAddress, byte) host in _before.SelectMany(one => one.Hosts).Concat(minute.HostAttacks.Select(Key)).Concat(after.SelectMany(one => one.HostAttacks.Select(Key).Distinct())))
        {
            minutes[host] = minutes.GetValueOrDefault(host) + 1;
        }
        passing = minutes.Where(pair => pair.Value <= thresholds.SweepMinutes).Select(pair => pair.Key).ToHashSet();
        // One after another: no minute shows more than half of them. Together, eight are needed, which the carpet's rule counts.
        Dictionary<(IpPrefix, byte), int> together = [];
        foreach (((IpPrefix, byte) network, int hosts) in _before.Select(one => one.Hosts).Append(minute.HostAttacks.Select(Key).ToHashSet()).Concat(after.Select(one => one.HostAttacks.Select(Key).ToHashSet()))
            .SelectMany(hosts => hosts.CountBy(host => (IpPrefix.Network(host.Item1), host.Item2))))
        {
            together[network] = Math.Max(together.GetValueOrDefault(network), hosts);
        }
        HashSet<(IpPrefix, byte)> bombed = passing.CountBy(host => (IpPrefix.Network(host.Item1), host.Item2))
            .Where(network => network.Value >= thresholds.SweepHosts && together[network.Key] * 2 <= network.Value).Select(network => network.Key).ToHashSet();
        bombed.UnionWith(_before.SelectMany(one => one.Networks));
        bombed.UnionWith(after.SelectMany(one => one.CarpetAttacks).Select(JudgedMinute.Key));
        // Where the network is bombed in this very minute, what is not part of it stands out; in a minute that is only the edge of a bombing, its first hosts are seen alone.
        bombed.ExceptWith(minute.CarpetAttacks.Where(carpet => carpet.Verdict.Trigger).Select(JudgedMinute.Key));
        return bombed;
    }

    private static (IpAddress Host, byte Code) Key(HostAttack attack) => (attack.Host, attack.Verdict.Vector.Code);

    private static (IpPrefix Network, byte Code) NetworkKey(HostAttack attack) => (IpPrefix.Network(attack.Host), attack.Verdict.Vector.Code);
}
