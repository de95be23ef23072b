using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Events;

/// <summary>
/// Folds the evidence of consecutive minutes into segments between commits. Segments end at a pause over 300 s and at every 24 h of a burst, so that each lies
/// within one event wherever commits fall, and at whole hours, which a rebuild may withdraw one by one.
/// </summary>
public sealed class SegmentBuilder(Func<long, IReadOnlyList<AttackMinute>> recentMinutes)
{
    private const long DayMs = 24 * 3_600_000L;

    private readonly List<AttackMinute> _minutes = [];
    private readonly List<Segment> _closed = [];
    private readonly Dictionary<IpPrefix, OpenSegment> _open = [];

    /// <summary>Start and last packet of the burst that each target is in, Unix ms.</summary>
    private readonly Dictionary<IpPrefix, (long Start, long Last)> _bursts = [];
    private bool _begun;

    public void Add(MinuteEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!_begun)
        {
            _begun = true;
            foreach (AttackMinute minute in recentMinutes(evidence.Minute).OrderBy(minute => minute.First))
            {
                Continue(minute.Target, minute.First, minute.Last);
            }
        }
        _minutes.AddRange(evidence.Minutes);
        ILookup<IpPrefix, ComponentTotals> components = evidence.Components.ToLookup(component => component.Target);
        ILookup<IpPrefix, SourceEvidence> sources = evidence.Sources.ToLookup(source => source.Target);
        foreach (IGrouping<IpPrefix, AttackMinute> target in evidence.Minutes.GroupBy(minute => minute.Target))
        {
            long first = target.Min(minute => minute.First);
            long last = target.Max(minute => minute.Last);
            bool cut = Continue(target.Key, first, last);
            if (_open.TryGetValue(target.Key, out OpenSegment? open) && (cut || open.Hour != evidence.Minute / 60))
            {
                _closed.Add(open.Close());
                _open.Remove(target.Key);
                open = null;
            }
            if (open is null)
            {
                _open.Add(target.Key, open = new OpenSegment(target.Key, evidence.Minute));
            }
            open.Add(evidence.Minute, components[target.Key], sources[target.Key], evidence.Contacts.GetValueOrDefault(target.Key) ?? []);
        }
    }

    /// <summary>What has gathered since the last call; open segments are closed where they are.</summary>
    public (IReadOnlyList<AttackMinute> Minutes, IReadOnlyList<Segment> Segments) TakeCommit()
    {
        _closed.AddRange(_open.Values.Select(open => open.Close()));
        _open.Clear();
        (AttackMinute[] minutes, Segment[] segments) = (_minutes.ToArray(), _closed.OrderBy(segment => segment.Target).ThenBy(segment => segment.FromMinute).ToArray());
        _minutes.Clear();
        _closed.Clear();
        return (minutes, segments);
    }

    /// <summary>Follows the target's burst; true when a segment must not go on across this minute's beginning.</summary>
    private bool Continue(IpPrefix target, long first, long last)
    {
        if (!_bursts.TryGetValue(target, out (long Start, long Last) burst) || first - burst.Last > EventRule.BurstPauseMs)
        {
            _bursts[target] = (first, last);
            return true;
        }
        bool crosses = (first - burst.Start) / DayMs != (burst.Last - burst.Start) / DayMs;
        _bursts[target] = (burst.Start, Math.Max(burst.Last, last));
        return crosses;
    }

    private sealed class OpenSegment(IpPrefix target, long fromMinute)
    {
        private readonly Dictionary<(AttackVector, ushort, uint), ComponentTotals> _components = [];
        private readonly Dictionary<(AttackVector, ushort, uint, IpAddress), SourceEvidence> _sources = [];
        private readonly SortedDictionary<(IpAddress, ushort), SharedContact> _contacts = [];
        private long _toMinute;

        public long Hour => fromMinute / 60;

        public void Add(long minute, IEnumerable<ComponentTotals> components, IEnumerable<SourceEvidence> sources, IEnumerable<SharedContact> contacts)
        {
            _toMinute = minute;
            foreach (SharedContact contact in contacts)
            {
                (IpAddress, ushort) key = (contact.Peer, contact.Port);
                _contacts[key] = _contacts.TryGetValue(key, out SharedContact? known) ? SharedContact.Stronger(known, contact) : contact;
            }
            foreach (ComponentTotals component in components)
            {
                (AttackVector, ushort, uint) key = (component.Vector, component.Exporter, component.Interface);
                _components[key] = _components.TryGetValue(key, out ComponentTotals? known) ? Sum(known, component) : component;
            }
            foreach (SourceEvidence source in sources)
            {
                (AttackVector, ushort, uint, IpAddress) key = (source.Vector, source.Exporter, source.Interface, source.Source);
                if (_sources.TryGetValue(key, out SourceEvidence? known))
                {
                    known.Add(source);
                }
                else
                {
                    _sources.Add(key, source);
                }
            }
        }

        public Segment Close()
        {
            // Minutes may have been sampled differently: the coarsest sample is the one that all of them hold.
            SourceEvidence[] sources = _sources.Values
                .Where(source => AddressHash.IsInSample(source.Source, _components[(source.Vector, source.Exporter, source.Interface)].SampleShift))
                .OrderBy(source => source.Vector).ThenBy(source => source.Exporter).ThenBy(source => source.Interface).ThenBy(source => source.Source).ToArray();
            Dictionary<(AttackVector, ushort, uint), int> kept = sources.CountBy(source => (source.Vector, source.Exporter, source.Interface)).ToDictionary();
            return new(
                target, fromMinute, _toMinute,
                _components.OrderBy(pair => pair.Key.Item1).ThenBy(pair => pair.Key.Item2).ThenBy(pair => pair.Key.Item3)
                    .Select(pair => pair.Value with { SourcesKept = kept.GetValueOrDefault(pair.Key) }).ToArray(),
                sources)
            {
                Contacts = [.. _contacts.Values],
            };
        }

        private static ComponentTotals Sum(ComponentTotals left, ComponentTotals right) => left with
        {
            First = Math.Min(left.First, right.First),
            Last = Math.Max(left.Last, right.Last),
            Packets = left.Packets + right.Packets,
            Octets = left.Octets + right.Octets,
            SampledPackets = left.SampledPackets + right.SampledPackets,
            SampleShift = Math.Max(left.SampleShift, right.SampleShift),
            Sampling = Math.Max(left.Sampling, right.Sampling),
            Duplicate = left.Duplicate && right.Duplicate,
        };
    }
}
