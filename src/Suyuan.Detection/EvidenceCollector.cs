using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>Turns the attacks of a minute into evidence: roll-ups, components by exporter and interface, and sources.</summary>
internal sealed class EvidenceCollector(DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
{
    /// <summary>Background sources kept per interface between commits.</summary>
    private const int BackgroundSources = 4096;

    private readonly Dictionary<(ushort Exporter, uint Interface), (long Sampled, SourceSample<long> Sources)> _background = [];

    /// <summary>Records that had to leave the buffer since the last minute was emitted.</summary>
    public long Trimmed { get; set; }

    public MinuteEvidence Collect(JudgedMinute judged)
    {
        List<AttackMinute> minutes = [];
        List<ComponentTotals> components = [];
        List<SourceEvidence> sources = [];
        foreach ((TargetMinute target, VectorVerdict verdict) in judged.Attacks)
        {
            List<TargetRecord> counted = Counted(verdict.Records, out bool possibleDuplicates);
            IpPrefix prefix = IpPrefix.Host(target.Target);
            minutes.Add(new AttackMinute(
                prefix, verdict.Vector, target.Minute,
                counted.Min(record => Math.Max(record.Start, Minute.Start(target.Minute))),
                counted.Max(record => Math.Min(record.Start + record.Duration, Minute.End(target.Minute) - 1)),
                counted.Sum(record => record.Packets), counted.Sum(record => record.Octets), counted.Sum(record => record.Sampled),
                counted.Select(record => record.Peer).Distinct().Count(), verdict.PeakPackets, verdict.PeakBits, verdict.PeakSeconds, verdict.Trigger,
                1, counted.Max(record => record.Sampling), Trimmed, possibleDuplicates));
            foreach (IGrouping<(ushort Exporter, uint Interface), TargetRecord> component in verdict.Records
                .GroupBy(record => (origins[record.Origin].Exporter, origins[record.Origin].Interface)).OrderBy(group => group.Key))
            {
                bool duplicate = !counted.Any(record => origins[record.Origin].Exporter == component.Key.Exporter && origins[record.Origin].Interface == component.Key.Interface);
                AddComponent(target, prefix, verdict.Vector, component, duplicate, components, sources);
            }
        }
        Trimmed = 0;
        MinuteCoverage[] coverage = judged.Window.Exporters.OrderBy(pair => pair.Key)
            .Select(pair => new MinuteCoverage(pair.Key, pair.Value.Records, pair.Value.Sampling)).ToArray();
        return new MinuteEvidence(judged.Window.Minute, minutes, components, sources, coverage);
    }

    public void AddBackground(List<RecordBlock> blocks, long minute, JudgedMinute judged)
    {
        foreach (RecordBlock block in blocks)
        {
            if (!block.Overlaps(minute))
            {
                continue;
            }
            for (int row = 0; row < block.Count; row++)
            {
                Origin origin = origins[block.Origin[row]];
                // A record counts in the minute of its end, so once; one in sixteen sources, by hash, is plenty to judge an interface.
                IpAddress source = block.Source(row);
                if (Minute.Of(block.Start[row] + block.Duration[row]) != minute || (AddressHash.OfSource(source.Value) & 15) != 0
                    || exporters.IsCapture(origin.Exporter) || judged.IsAttacked(block.Destination(row)))
                {
                    continue;
                }
                (ushort, uint) key = (origin.Exporter, origin.Interface);
                if (!_background.TryGetValue(key, out (long Sampled, SourceSample<long> Sources) kept))
                {
                    kept = (0, new SourceSample<long>(BackgroundSources));
                }
                kept.Sources.Update(source, 0, sum => sum + block.Packets[row]);
                _background[key] = (kept.Sampled + block.Packets[row], kept.Sources);
            }
        }
    }

    public IReadOnlyList<InterfaceBackground> TakeBackground()
    {
        InterfaceBackground[] taken = _background.OrderBy(pair => pair.Key)
            .Select(pair => new InterfaceBackground(pair.Key.Exporter, pair.Key.Interface, pair.Value.Sampled, pair.Value.Sources.Shift + 4, pair.Value.Sources.Values))
            .ToArray();
        _background.Clear();
        return taken;
    }

    /// <summary>
    /// One packet seen by several routers counts once: at edge and peering interfaces; at core ones only where no edge or peering exporter saw the target;
    /// egress-metered records never where the same exporter meters ingress.
    /// </summary>
    private List<TargetRecord> Counted(List<TargetRecord> records, out bool possibleDuplicates)
    {
        HashSet<ushort> ingress = records.Where(record => origins[record.Origin].Direction == FlowDirection.Ingress)
            .Select(record => origins[record.Origin].Exporter).ToHashSet();
        List<TargetRecord> metered = records
            .Where(record => origins[record.Origin].Direction == FlowDirection.Ingress || !ingress.Contains(origins[record.Origin].Exporter)).ToList();
        List<TargetRecord> border = metered.Where(record => Role(record) is InterfaceRole.Edge or InterfaceRole.Peering).ToList();
        List<TargetRecord> counted = border.Count > 0 ? border : metered;
        possibleDuplicates = border.Count == 0 && counted.Select(record => origins[record.Origin].Exporter).Distinct().Skip(1).Any();
        return counted;

        InterfaceRole Role(in TargetRecord record)
        {
            Origin origin = origins[record.Origin];
            return directory.Find(exporters.Key(origin.Exporter), origin.Interface)?.Role ?? InterfaceRole.Unknown;
        }
    }

    private void AddComponent(
        TargetMinute target, IpPrefix prefix, AttackVector vector, IGrouping<(ushort Exporter, uint Interface), TargetRecord> component, bool duplicate,
        List<ComponentTotals> components, List<SourceEvidence> sources)
    {
        SourceSample<SourceEvidence> kept = new(options.SourcesKept);
        long packets = 0;
        long octets = 0;
        long sampled = 0;
        long first = long.MaxValue;
        long last = long.MinValue;
        uint sampling = 0;
        foreach (TargetRecord record in component)
        {
            SourceEvidence row = Row(target, prefix, vector, component.Key, record);
            packets += record.Packets;
            octets += record.Octets;
            sampled += record.Sampled;
            first = Math.Min(first, row.First);
            last = Math.Max(last, row.Last);
            sampling = Math.Max(sampling, record.Sampling);
            kept.Update(record.Peer, null, known =>
            {
                if (known is null)
                {
                    return row;
                }
                known.Add(row);
                known.Minutes = 1;
                return known;
            });
        }
        sources.AddRange(kept.Values.OrderBy(pair => pair.Key).Select(pair => pair.Value!));
        components.Add(new ComponentTotals(
            prefix, vector, component.Key.Exporter, component.Key.Interface, first, last, packets, octets, sampled, kept.Values.Count, kept.Shift, sampling, duplicate));
    }

    private static SourceEvidence Row(TargetMinute target, IpPrefix prefix, AttackVector vector, (ushort Exporter, uint Interface) at, in TargetRecord record)
    {
        bool fragment = record.Code == VectorCatalog.FragmentFlood.Code;
        return new SourceEvidence
        {
            Target = prefix,
            Vector = vector,
            Exporter = at.Exporter,
            Interface = at.Interface,
            Source = record.Peer,
            First = Math.Max(record.Start, Minute.Start(target.Minute)),
            Last = Math.Min(record.Start + record.Duration, Minute.End(target.Minute) - 1),
            Packets = record.Packets,
            Octets = record.Octets,
            SampledPackets = record.Sampled,
            SignaturePackets = fragment || vector.Service?.Matches((int)Math.Min(record.Length, 65535)) == true ? record.Sampled : 0,
            SolicitedPackets = target.IsSolicited(record) ? record.Sampled : 0,
            EstablishedPackets = record.Protocol == 6 && (record.TcpFlags & VectorClassifier.Ack) != 0 && target.IsAnswered(record) ? record.Sampled : 0,
            Minutes = 1,
            MinTtl = record.MinTtl,
            MaxTtl = record.MaxTtl,
            SourcePort = record.PeerPort,
        };
    }
}
