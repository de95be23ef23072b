using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;

namespace Suyuan.Server.Alarms;

/// <summary>
/// What detection sees early, vector by vector and network by network → one alarm for each target under attack: opened, told again when it has grown or changed,
/// closed after a burst's pause. Pure but for what it is given; belongs to one thread.
/// </summary>
internal sealed class AlarmBook(string storeKey)
{
    public const int MessageVersion = 1;

    /// <summary>Alarms that are open at the same time; what is seen beyond them is counted.</summary>
    private const int MostOpen = 10_000;

    /// <summary>Closed alarms that are kept for those who ask, and to know an event's next burst.</summary>
    private const int MostRecent = 1_000;

    private readonly Dictionary<IpPrefix, OpenAlarm> _hosts = [];
    private readonly List<OpenAlarm> _networks = [];
    private readonly Queue<Alarm> _recent = new();

    /// <summary>Sightings for which there was no room.</summary>
    public long Beyond { get; private set; }

    public int OpenCount => _hosts.Count + _networks.Count;

    /// <summary>The latest change first.</summary>
    public IReadOnlyList<Alarm> Open => [.. All.Select(alarm => alarm.ToAlarm(AlarmState.Open)).OrderByDescending(alarm => alarm.Changed).ThenBy(alarm => alarm.Target, StringComparer.Ordinal)];

    /// <summary>Closed ones, the latest first.</summary>
    public IReadOnlyList<Alarm> Recent => [.. _recent.Reverse()];

    private IEnumerable<OpenAlarm> All => _hosts.Values.Concat(_networks);

    /// <summary>Takes up what an earlier process left open, and tells it again: whether its last words were heard is not known.</summary>
    public List<AlarmNotice> Restore(IEnumerable<Alarm> open, IEnumerable<Alarm> recent, DateTimeOffset now)
    {
        foreach (Alarm alarm in recent)
        {
            Remember(alarm);
        }
        foreach (Alarm alarm in open.Take(MostOpen))
        {
            Place(new OpenAlarm(alarm));
        }
        return [.. All.Select(alarm => alarm.Tell(AlarmChange.Updated, AlarmReason.Restarted, now))];
    }

    /// <param name="watermarkMs">No record older than this is still to come; Unix ms.</param>
    /// <returns>What is to be told; mostly nothing.</returns>
    public List<AlarmNotice> See(AttackAlarm seen, long watermarkMs, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(seen);
        List<AlarmNotice> notices = [];
        // Detection tells of an end too; alarms of an earlier process have only the rule below.
        if (seen.State == Detection.AlarmState.Closed || watermarkMs > seen.Last + EventRule.BurstPauseMs)
        {
            return notices;
        }
        if (Find(seen) is OpenAlarm known)
        {
            if (seen.Target.IsHost && !known.Target.IsHost)
            {
                // The network's own counts hold it.
                known.GoOn(seen.Last);
                return notices;
            }
            known.Add(seen);
            if (known.News is AlarmReason reason)
            {
                notices.Add(known.Tell(AlarmChange.Updated, reason, now));
            }
            Absorb(known, now, notices);
            return notices;
        }
        if (OpenCount >= MostOpen)
        {
            Beyond++;
            return notices;
        }
        OpenAlarm opened = Begin(seen, now);
        Place(opened);
        notices.Add(opened.Tell(AlarmChange.Opened, AlarmReason.Threshold, now));
        Absorb(opened, now, notices);
        return notices;
    }

    /// <summary>Closes what has been quiet for longer than a burst's pause.</summary>
    public List<AlarmNotice> CloseQuiet(long watermarkMs, DateTimeOffset now)
    {
        List<AlarmNotice> notices = [];
        foreach (OpenAlarm over in All.Where(alarm => watermarkMs > alarm.Last + EventRule.BurstPauseMs).OrderBy(alarm => alarm.Target).ToArray())
        {
            notices.Add(Close(over, AlarmReason.Quiet, now, null));
        }
        return notices;
    }

    /// <summary>The alarm that holds what was seen: of the same target, or of a network around it that is under the same vector.</summary>
    private OpenAlarm? Find(AttackAlarm seen)
    {
        if (_hosts.TryGetValue(seen.Target, out OpenAlarm? host))
        {
            return host;
        }
        // Networks of one attack cross their thresholds one after the other: they are one alarm as far as a target may reach (methods.md §2.1 item 5).
        IpPrefix widest = seen.Target.IsHost ? seen.Target : Widest(seen.Target);
        return _networks.Find(alarm => alarm.Target.Contains(seen.Target) && alarm.Has(seen.Vector)) ?? _networks.Find(alarm => widest.Contains(alarm.Target) && alarm.Has(seen.Vector));
    }

    /// <summary>A network's alarm takes over those of its hosts that are under no other vector.</summary>
    private void Absorb(OpenAlarm network, DateTimeOffset now, List<AlarmNotice> notices)
    {
        if (network.Target.IsHost)
        {
            return;
        }
        foreach (OpenAlarm host in _hosts.Values.Where(host => network.Target.Contains(host.Target) && host.Vectors.All(network.Has)).OrderBy(host => host.Target).ToArray())
        {
            notices.Add(Close(host, AlarmReason.PartOf, now, network.Id));
        }
    }

    private OpenAlarm Begin(AttackAlarm seen, DateTimeOffset now)
    {
        long dayMs = (long)EventGrouping.StandardGap.TotalMilliseconds;
        Alarm? before = _recent.LastOrDefault(alarm => alarm.PartOf is null && (alarm.Networks == 0) == seen.Target.IsHost && IpPrefix.Parse(alarm.Target).Contains(seen.Target));
        return before is not null && seen.First - before.Last.ToUnixTimeMilliseconds() < dayMs && seen.First - before.Start.ToUnixTimeMilliseconds() < dayMs
            ? new OpenAlarm(before.Id, before.Burst + 1, before.Start.ToUnixTimeMilliseconds(), seen, now)
            : new OpenAlarm(AttackEvent.MakeId(storeKey, seen.Target, Minute.Of(seen.First)), 1, seen.First, seen, now);
    }

    private AlarmNotice Close(OpenAlarm alarm, AlarmReason reason, DateTimeOffset now, string? partOf)
    {
        _hosts.Remove(alarm.Target);
        _networks.Remove(alarm);
        AlarmNotice notice = alarm.Tell(AlarmChange.Closed, reason, now, partOf);
        Remember(notice.Alarm);
        return notice;
    }

    private void Place(OpenAlarm alarm)
    {
        if (alarm.Target.IsHost)
        {
            _hosts[alarm.Target] = alarm;
        }
        else
        {
            _networks.Add(alarm);
        }
    }

    private void Remember(Alarm closed)
    {
        _recent.Enqueue(closed);
        while (_recent.Count > MostRecent)
        {
            _recent.Dequeue();
        }
    }

    private static IpPrefix Widest(IpPrefix network) => new(network.Address, network.Address.IsV4 ? 112 : 48);
}
