using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>What the spoof test decides on: one exporter interface's share of an event, one group of vectors (methods.md §4.3).</summary>
internal sealed class SpoofUnit
{
    private readonly long _packets;
    private readonly long _sampled;
    private readonly long _octets;
    private readonly long _kept;

    public SpoofUnit(Vantage vantage, VectorGroup group, IReadOnlyList<VectorComponent> components)
    {
        Vantage = vantage;
        Group = group;
        Shift = components.Max(component => component.Totals.SampleShift);
        First = components.Min(component => component.Totals.First);
        Last = components.Max(component => component.Totals.Last);
        Duplicate = components.All(component => component.Totals.Duplicate);
        _packets = components.Sum(component => component.Totals.Packets);
        _octets = components.Sum(component => component.Totals.Octets);
        _sampled = components.Sum(component => component.Totals.SampledPackets);
        Dictionary<IpAddress, SourceEvidence> sources = [];
        foreach (SourceEvidence row in components.SelectMany(component => component.Sources.Values).Where(row => SourceHash.IsKept(row.Source, Shift)))
        {
            EventEvidence.Fold(sources, row);
        }
        Sources = [.. sources.Values.OrderBy(source => source.Source)];
        _kept = Sources.Sum(source => source.SampledPackets);
        ILookup<bool, SourceEvidence> split = Sources.ToLookup(source => vantage.HasRegion && (source.TwoWay || vantage.IsInside(source.Source)));
        (Inside, Outside) = ([.. split[true]], [.. split[false]]);
        IsV4 = Sources.All(source => source.Source.IsV4);
    }

    public Vantage Vantage { get; }

    public VectorGroup Group { get; }

    public int Shift { get; }

    public long First { get; }

    public long Last { get; }

    public bool Duplicate { get; }

    public bool IsV4 { get; }

    public IReadOnlyList<SourceEvidence> Sources { get; }

    public IReadOnlyList<SourceEvidence> Inside { get; }

    public IReadOnlyList<SourceEvidence> Outside { get; }

    /// <summary>Observed packets of sources kept.</summary>
    public long Observed => _kept;

    /// <summary>Packets, octets and observed packets that sources kept stand for: exact where all are kept, in proportion where they are a sample.</summary>
    public (long Packets, long Octets, long Sampled) TrafficOf(long observed)
    {
        if (_kept == 0)
        {
            return (_packets, _octets, _sampled);
        }
        double share = observed / (double)_kept;
        return ((long)Math.Round(_packets * share), (long)Math.Round(_octets * share), (long)Math.Round(_sampled * share));
    }
}
