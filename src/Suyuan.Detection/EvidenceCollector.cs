using System.Runtime.InteropServices;
using Suyuan.Detection.History;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>What one source of the sample sent through an interface in a minute, outside attacks.</summary>
internal readonly record struct BackgroundSource(ushort Exporter, uint Interface, IpAddress Source, long Packets);

/// <summary>Turns the attacks of a minute into evidence: roll-ups, components by exporter and interface, and sources.</summary>
internal sealed class EvidenceCollector(
    DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, OriginTable origins, PathDuplicates duplicates)
{
    /// <summary>Background sources kept per interface between commits.</summary>
    private const int BackgroundSources = 4096;

    private readonly SourceHistories _histories = new(exporters);
    private readonly TwoWayNetworks _twoWay = new(exporters, directory, origins);
    private readonly ContactFinder _finder = new(exporters, directory, origins);
    private readonly ContactHistory _contacts = new();
    private readonly Dictionary<ushort, bool> _captures = [];
    private readonly Dictionary<(ushort Exporter, uint Interface), (long Sampled, SourceSample<long> Sources)> _background = [];

    public MinuteEvidence Collect(JudgedMinute judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        List<AttackMinute> minutes = [];
        List<ComponentTotals> components = [];
        List<SourceEvidence> sources = [];
        foreach (MinuteAttack attack in judged.Attacks)
        {
            minutes.Add(Totals(attack, judged));
            AddComponents(attack, judged.Minute, components, sources);
        }
        AddForgedRequests(judged, components, sources);
        Dictionary<IpPrefix, IReadOnlyList<SharedContact>> contacts = SharedContacts(judged);
        // With the minute's evidence, so that a commit holds both or neither; after it, since a history looks back only.
        Keep(judged.Background, judged.Minute);
        _twoWay.Learn(judged.Minute, judged.Conversations);
        _contacts.Learn(judged.Minute, judged.Contacts);
        return new MinuteEvidence(judged.Minute, minutes, components, sources, judged.Coverage) { Contacts = contacts };
    }

    /// <summary>
    /// Requests to reflectors in the name of a host that their answers attack: a row whose source is the target, at the interface where they entered. Not part of
    /// the event's traffic.
    /// </summary>
    private void AddForgedRequests(JudgedMinute judged, List<ComponentTotals> components, List<SourceEvidence> sources)
    {
        foreach (MinuteAttack attack in judged.Attacks.Where(attack => attack.Target.IsHost && attack.Verdict.Vector.Service is not null))
        {
            if (!judged.ForgedRequests.TryGetValue(attack.Target.Address, out ForgedRequests[]? requests))
            {
                continue;
            }
            AttackVector vector = attack.Verdict.Vector;
            foreach (IGrouping<Origin, ForgedRequests> entered in requests.Where(one => vector.Service!.Ports.Contains(one.PeerPort))
                .GroupBy(one => origins[one.Origin]).OrderBy(group => (group.Key.Exporter, group.Key.Interface, group.Key.Sampling)))
            {
                ForgedRequests all = entered.Aggregate((sum, one) => sum.With(one));
                SourceEvidence row = new()
                {
                    Target = attack.Target,
                    Vector = vector,
                    Exporter = entered.Key.Exporter,
                    Interface = entered.Key.Interface,
                    Source = attack.Target.Address,
                    First = Math.Max(all.First, Minute.Start(judged.Minute)),
                    Last = Math.Min(all.Last, Minute.End(judged.Minute) - 1),
                    Packets = all.Sampled * entered.Key.Sampling,
                    Octets = all.SampledOctets * entered.Key.Sampling,
                    SampledPackets = all.Sampled,
                    Minutes = 1,
                    MinTtl = all.MinTtl,
                    MaxTtl = all.MaxTtl,
                    TwoWay = _twoWay.Holds(judged.Minute, entered.Key.Exporter, entered.Key.Interface, attack.Target.Address),
                };
                sources.Add(row);
                components.Add(new ComponentTotals(
                    attack.Target, vector, row.Exporter, row.Interface, row.First, row.Last, row.Packets, row.Octets, row.SampledPackets, 1, 0, entered.Key.Sampling, true));
            }
        }
    }

    private AttackMinute Totals(MinuteAttack attack, JudgedMinute judged)
    {
        VectorVerdict verdict = attack.Verdict;
        (long first, long last, long packets, long octets, long sampled, uint sampling) = (long.MaxValue, long.MinValue, 0, 0, 0, 0);
        HashSet<IpAddress> peers = [];
        foreach (ref readonly TargetRecord record in CollectionsMarshal.AsSpan(verdict.Records))
        {
            if (!record.Counts)
            {
                continue;
            }
            first = Math.Min(first, Math.Max(record.Start, Minute.Start(judged.Minute)));
            last = Math.Max(last, Math.Min(record.Start + record.Duration, Minute.End(judged.Minute) - 1));
            packets += record.Packets;
            octets += record.Octets;
            sampled += record.Sampled;
            sampling = Math.Max(sampling, record.Sampling);
            peers.Add(record.Peer);
        }
        return new AttackMinute(
            attack.Target, verdict.Vector, judged.Minute, first, last, packets, octets, sampled, peers.Count, verdict.PeakPackets, verdict.PeakBits, verdict.PeakSeconds,
            verdict.Trigger, verdict.Hosts, sampling, judged.Trimmed, duplicates.ArePossible(verdict.Records));
    }

    private (ushort Exporter, uint Interface) At(in TargetRecord record) => (origins[record.Origin].Exporter, origins[record.Origin].Interface);

    /// <summary>A minute whose evidence an earlier run has kept: what it tells of sources' past is wanted all the same, so that a run cut off and run again judges alike.</summary>
    public void Remember(JudgedMinute judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        foreach (BackgroundSource one in judged.Background)
        {
            _histories.Learn(judged.Minute, one.Exporter, one.Source);
        }
        _twoWay.Learn(judged.Minute, judged.Conversations);
        SharedContacts(judged);
        _contacts.Learn(judged.Minute, judged.Contacts);
    }

    /// <summary>What the sources of attacks were in contact with before this minute. All of the minute's attacks are known before the first is asked about.</summary>
    private Dictionary<IpPrefix, IReadOnlyList<SharedContact>> SharedContacts(JudgedMinute judged)
    {
        ILookup<IpPrefix, HashSet<IpAddress>> attacking = judged.Attacks.Where(attack => !attack.Verdict.Vector.IsReflection)
            .SelectMany(attack => SourcesByInterface(attack.Verdict.Records).Select(sources => (attack.Target, Sources: sources)))
            .ToLookup(part => part.Target, part => part.Sources);
        foreach (MinuteAttack attack in judged.Attacks)
        {
            _contacts.MarkTarget(attack.Target, judged.Minute);
        }
        Dictionary<IpPrefix, IpAddress[]> bots = attacking.ToDictionary(
            target => target.Key, target => target.Where(_contacts.AreLive).SelectMany(part => part).Distinct().ToArray());
        foreach (IpAddress[] sources in bots.Values)
        {
            _contacts.MarkHostile(sources, judged.Minute);
        }
        return bots.Select(target => KeyValuePair.Create(target.Key, _contacts.Find(judged.Minute, target.Value))).Where(target => target.Value.Count > 0).ToDictionary();
    }

    private Dictionary<(ushort, uint), HashSet<IpAddress>>.ValueCollection SourcesByInterface(List<TargetRecord> records)
    {
        Dictionary<(ushort, uint), HashSet<IpAddress>> sources = [];
        foreach (ref readonly TargetRecord record in CollectionsMarshal.AsSpan(records))
        {
            ref HashSet<IpAddress>? at = ref CollectionsMarshal.GetValueRefOrAddDefault(sources, At(record), out _);
            (at ??= []).Add(record.Peer);
        }
        return sources.Values;
    }

    /// <summary>Contacts of the minute outside attacks, while its records are still buffered.</summary>
    public MinuteContacts Contacts(IReadOnlyList<RecordSpan> rows, JudgedMinute judged) => _finder.Find(rows, judged);

    /// <summary>Conversations of the minute outside attacks, while its records are still buffered.</summary>
    public List<TwoWayPeer> Conversations(IReadOnlyList<RecordSpan> rows, JudgedMinute judged) => _twoWay.Find(rows, judged);

    /// <summary>A sample of the minute's sources outside attacks, while its records are still buffered.</summary>
    public List<BackgroundSource> Background(IReadOnlyList<RecordSpan> rows, JudgedMinute judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        long minute = judged.Minute;
        Dictionary<(ushort, uint, IpAddress), long> sources = [];
        foreach ((RecordBlock block, int from, int to) in rows)
        {
            for (int row = from; row < to; row++)
            {
                // A record counts in the minute of its end, so once; one in sixteen sources, by hash, is plenty to judge an interface.
                long last = block.Start[row] + block.Duration[row];
                if (last < Minute.Start(minute) || last >= Minute.End(minute))
                {
                    continue;
                }
                IpAddress source = block.Source(row);
                if (!AddressHash.IsInSample(source, SourceHistories.SampleShift))
                {
                    continue;
                }
                Origin origin = origins[block.Origin[row]];
                if (IsCapture(origin.Exporter) || judged.IsAttacked(block.Destination(row)))
                {
                    continue;
                }
                (ushort, uint, IpAddress) key = (origin.Exporter, origin.Interface, source);
                sources[key] = sources.GetValueOrDefault(key) + block.Packets[row];
            }
        }
        return sources.Select(pair => new BackgroundSource(pair.Key.Item1, pair.Key.Item2, pair.Key.Item3, pair.Value)).ToList();
    }

    private void Keep(IReadOnlyList<BackgroundSource> background, long minute)
    {
        foreach (BackgroundSource one in background)
        {
            (ushort, uint) key = (one.Exporter, one.Interface);
            if (!_background.TryGetValue(key, out (long Sampled, SourceSample<long> Sources) kept))
            {
                kept = (0, new SourceSample<long>(BackgroundSources));
            }
            _histories.Learn(minute, one.Exporter, one.Source);
            kept.Sources.Update(one.Source, 0, sum => sum + one.Packets);
            _background[key] = (kept.Sampled + one.Packets, kept.Sources);
        }
    }

    private bool IsCapture(ushort exporter)
    {
        if (!_captures.TryGetValue(exporter, out bool capture))
        {
            _captures.Add(exporter, capture = exporters.IsCapture(exporter));
        }
        return capture;
    }

    public IReadOnlyList<InterfaceBackground> TakeBackground()
    {
        InterfaceBackground[] taken = _background.OrderBy(pair => pair.Key)
            .Select(pair => new InterfaceBackground(pair.Key.Exporter, pair.Key.Interface, pair.Value.Sampled, Math.Max(pair.Value.Sources.Shift, SourceHistories.SampleShift), pair.Value.Sources.Values))
            .ToArray();
        _background.Clear();
        return taken;
    }

    /// <summary>
    /// A component for each interface, with its sources. By source and port, so that a source's row and most common port do not depend on the order in which records
    /// came; sorted by keys beside the records, which are wide.
    /// </summary>
    private void AddComponents(MinuteAttack attack, long minute, List<ComponentTotals> components, List<SourceEvidence> sources)
    {
        ReadOnlySpan<TargetRecord> records = CollectionsMarshal.AsSpan(attack.Verdict.Records);
        RecordKey[] keys = new RecordKey[records.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            (ushort exporter, uint @interface) = At(records[index]);
            keys[index] = new RecordKey(exporter, @interface, records[index].Peer, records[index].PeerPort, index);
        }
        Array.Sort(keys);
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && (keys[to].Exporter, keys[to].Interface) == (keys[from].Exporter, keys[from].Interface))
            {
                to++;
            }
            components.Add(Component(attack, minute, records, keys.AsSpan(from, to - from), sources));
            from = to;
        }
    }

    /// <summary>Where a record belongs in the evidence.</summary>
    private readonly record struct RecordKey(ushort Exporter, uint Interface, IpAddress Peer, ushort PeerPort, int Index) : IComparable<RecordKey>
    {
        public int CompareTo(RecordKey other)
        {
            int order = Exporter.CompareTo(other.Exporter);
            order = order != 0 ? order : Interface.CompareTo(other.Interface);
            order = order != 0 ? order : Peer.CompareTo(other.Peer);
            order = order != 0 ? order : PeerPort.CompareTo(other.PeerPort);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }

    /// <param name="keys">The component's records in order.</param>
    private ComponentTotals Component(MinuteAttack attack, long minute, ReadOnlySpan<TargetRecord> records, ReadOnlySpan<RecordKey> keys, List<SourceEvidence> sources)
    {
        SourceSample<SourceEvidence> kept = new(options.SourcesKept);
        (long first, long last, long packets, long octets, long sampled, uint sampling) = (long.MaxValue, long.MinValue, 0, 0, 0, 0);
        bool counts = false;
        foreach (RecordKey key in keys)
        {
            ref readonly TargetRecord record = ref records[key.Index];
            packets += record.Packets;
            octets += record.Octets;
            sampled += record.Sampled;
            sampling = Math.Max(sampling, record.Sampling);
            counts |= record.Counts;
        }
        for (int from = 0; from < keys.Length;)
        {
            SourceEvidence row = Row(attack, minute, records, keys, ref from);
            row.History = IsCapture(row.Exporter) ? SourceHistory.NotMeasured : _histories.Find(minute, row.Exporter, row.Source);
            row.TwoWay = _twoWay.Holds(minute, row.Exporter, row.Interface, row.Source);
            first = Math.Min(first, row.First);
            last = Math.Max(last, row.Last);
            kept.Update(row.Source, null, _ => row);
        }
        sources.AddRange(kept.Values.OrderBy(pair => pair.Key).Select(pair => pair.Value!));
        return new ComponentTotals(
            attack.Target, attack.Verdict.Vector, keys[0].Exporter, keys[0].Interface, first, last, packets, octets, sampled, kept.Values.Count, kept.Shift, sampling, !counts);
    }

    /// <summary>The row of the source at <paramref name="from"/>, which moves to the next source.</summary>
    private static SourceEvidence Row(MinuteAttack attack, long minute, ReadOnlySpan<TargetRecord> records, ReadOnlySpan<RecordKey> keys, ref int from)
    {
        AttackVector vector = attack.Verdict.Vector;
        SourceEvidence row = new()
        {
            Target = attack.Target,
            Vector = vector,
            Exporter = keys[from].Exporter,
            Interface = keys[from].Interface,
            Source = keys[from].Peer,
            First = long.MaxValue,
            Last = long.MinValue,
            Minutes = 1,
        };
        long most = -1;
        long onPort = 0;
        for (int first = from; from < keys.Length && keys[from].Peer == row.Source; from++)
        {
            ref readonly TargetRecord record = ref records[keys[from].Index];
            row.First = Math.Min(row.First, Math.Max(record.Start, Minute.Start(minute)));
            row.Last = Math.Max(row.Last, Math.Min(record.Start + record.Duration, Minute.End(minute) - 1));
            row.Packets += record.Packets;
            row.Octets += record.Octets;
            row.SampledPackets += record.Sampled;
            row.SignaturePackets += Measure.IsInSignature(vector, record) ? record.Sampled : 0;
            row.SolicitedPackets += record.Is(RecordTraits.Solicited) ? record.Sampled : 0;
            row.EstablishedPackets += record.Protocol == 6 && (record.TcpFlags & VectorClassifier.Ack) != 0 && record.Is(RecordTraits.Answered) ? record.Sampled : 0;
            if (record.MinTtl != 0)
            {
                row.MinTtl = row.MinTtl == 0 ? record.MinTtl : Math.Min(row.MinTtl, record.MinTtl);
                row.MaxTtl = Math.Max(row.MaxTtl, record.MaxTtl);
            }
            onPort = from > first && record.PeerPort == keys[from - 1].PeerPort ? onPort + record.Sampled : record.Sampled;
            if (onPort > most)
            {
                (most, row.SourcePort) = (onPort, record.PeerPort);
            }
        }
        return row;
    }
}
