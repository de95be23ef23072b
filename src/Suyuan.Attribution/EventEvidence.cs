using Suyuan.Model;

namespace Suyuan.Attribution;

/// <summary>One vector through one exporter interface over a whole event, with the sources that are kept.</summary>
internal sealed class VectorComponent(ComponentTotals totals)
{
    public ComponentTotals Totals { get; private set; } = totals;

    public Dictionary<IpAddress, SourceEvidence> Sources { get; } = [];

    public void Add(ComponentTotals other) => Totals = Totals with
    {
        First = Math.Min(Totals.First, other.First),
        Last = Math.Max(Totals.Last, other.Last),
        Packets = Totals.Packets + other.Packets,
        Octets = Totals.Octets + other.Octets,
        SampledPackets = Totals.SampledPackets + other.SampledPackets,
        SampleShift = Math.Max(Totals.SampleShift, other.SampleShift),
        Sampling = Math.Max(Totals.Sampling, other.Sampling),
        Duplicate = Totals.Duplicate && other.Duplicate,
    };

    /// <summary>Segments can be sampled more or less: only sources that all of them would keep give unbiased statistics.</summary>
    public void DropPartlySampled()
    {
        foreach (IpAddress source in Sources.Keys.Where(source => !SourceHash.IsKept(source, Totals.SampleShift)).ToArray())
        {
            Sources.Remove(source);
        }
    }
}

/// <summary>The evidence of one event, folded over its segments. What the segments hold is copied, never changed.</summary>
internal static class EventEvidence
{
    public static IReadOnlyList<VectorComponent> Gather(AttackEvent attack, IReadOnlyList<Segment> segments)
    {
        SortedDictionary<(AttackVector, ushort, uint), VectorComponent> components = [];
        foreach (Segment segment in segments.Where(segment => IsWithin(attack, segment)).OrderBy(segment => segment.FromMinute))
        {
            foreach (ComponentTotals totals in segment.Components)
            {
                (AttackVector, ushort, uint) key = (totals.Vector, totals.Exporter, totals.Interface);
                if (components.TryGetValue(key, out VectorComponent? known))
                {
                    known.Add(totals);
                }
                else
                {
                    components.Add(key, new VectorComponent(totals));
                }
            }
            foreach (SourceEvidence row in segment.Sources)
            {
                if (components.TryGetValue((row.Vector, row.Exporter, row.Interface), out VectorComponent? component))
                {
                    Fold(component.Sources, row);
                }
            }
        }
        foreach (VectorComponent component in components.Values)
        {
            component.DropPartlySampled();
        }
        return [.. components.Values];
    }

    public static IReadOnlyList<SharedContact> Contacts(AttackEvent attack, IReadOnlyList<Segment> segments) =>
        [.. segments.Where(segment => IsWithin(attack, segment)).SelectMany(segment => segment.Contacts)];

    /// <summary>Adds a row to the source's row, which is the dictionary's own copy.</summary>
    public static void Fold(Dictionary<IpAddress, SourceEvidence> sources, SourceEvidence row)
    {
        if (sources.TryGetValue(row.Source, out SourceEvidence? known))
        {
            known.Add(row);
        }
        else
        {
            sources.Add(row.Source, Copy(row));
        }
    }

    /// <summary>A segment lies within one event: its first minute tells which.</summary>
    private static bool IsWithin(AttackEvent attack, Segment segment) =>
        segment.Target == attack.Target && segment.FromMinute >= Minute.Of(attack.Start) && segment.FromMinute <= Minute.Of(attack.End);

    private static SourceEvidence Copy(SourceEvidence row) => new()
    {
        Target = row.Target,
        Vector = row.Vector,
        Exporter = row.Exporter,
        Interface = row.Interface,
        Source = row.Source,
        First = row.First,
        Last = row.Last,
        Packets = row.Packets,
        Octets = row.Octets,
        SampledPackets = row.SampledPackets,
        SignaturePackets = row.SignaturePackets,
        SolicitedPackets = row.SolicitedPackets,
        EstablishedPackets = row.EstablishedPackets,
        Minutes = row.Minutes,
        MinTtl = row.MinTtl,
        MaxTtl = row.MaxTtl,
        SourcePort = row.SourcePort,
        History = row.History,
        TwoWay = row.TwoWay,
    };
}
