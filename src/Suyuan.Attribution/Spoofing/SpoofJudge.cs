using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>One part of a unit with its verdict; the sources are those that the verdict speaks of.</summary>
internal sealed record JudgedPart(SpoofUnit Unit, ComponentClass Class, string Rule, double Confidence, string Detail, IReadOnlyList<SourceEvidence> Sources)
{
    public bool IsForged => Class is ComponentClass.CrossDomain or ComponentClass.Local;

    /// <summary>Forged, and entered here: this router's. Else it is transit: kept, never a router's.</summary>
    public bool NamesRouter => IsForged && Unit.Vantage.Kind == VantageKind.Edge && !IsBehind;

    /// <summary>Another router of the path is nearer the source.</summary>
    public bool IsBehind { get; init; }

    /// <summary>The TTL that nearly all packets came with; null where there is none.</summary>
    public byte? Ttl { get; init; }

    /// <summary>Packets came with many TTLs, as from many hosts.</summary>
    public bool HasManyTtls { get; init; }

    /// <summary>A sweep was found beside it: stragglers of that may be among the sources.</summary>
    public bool IsBesideSweep { get; init; }
}

/// <summary>
/// The spoof test over all units of an event. Units too small to tell are pooled over an exporter's interfaces, then over its region; a pooled
/// verdict may find real sources, never a router (methods.md §4.3).
/// </summary>
internal sealed class SpoofJudge(AttributionThresholds thresholds, PartMeasure measure)
{
    private readonly SpoofTest _test = new(thresholds);

    public IReadOnlyList<JudgedPart> Judge(IReadOnlyList<SpoofUnit> units)
    {
        List<JudgedPart> parts = [.. units.SelectMany(JudgeUnit)];
        Pool(parts, unit => (unit.Vantage.Exporter, "", unit.Group));
        Pool(parts, unit => (unit.Vantage.Province ?? "", unit.Vantage.Operator ?? "", unit.Group));
        return [.. NearestRouter.Mark(parts)];
    }

    private IEnumerable<JudgedPart> JudgeUnit(SpoofUnit unit)
    {
        if (!unit.Vantage.HasRegion)
        {
            yield return WithoutRegion(unit);
            yield break;
        }
        if (unit.Outside.Count > 0)
        {
            PartStatistics outside = measure.Of(unit.Outside, unit.Shift, unit.Vantage.Background);
            foreach (JudgedPart part in Apart(unit, _test.Outside(outside, unit.Observed, unit.IsV4, unit.Vantage.KnowsV6), unit.Outside))
            {
                yield return part;
            }
        }
        if (unit.Inside.Count > 0)
        {
            foreach (JudgedPart part in JudgeInside(unit))
            {
                yield return part;
            }
        }
    }

    private JudgedPart WithoutRegion(SpoofUnit unit)
    {
        string rule = unit.Vantage.Kind switch
        {
            VantageKind.Capture => EvidenceRules.Capture,
            VantageKind.ExporterUnknown => EvidenceRules.ExporterUnknown,
            _ => EvidenceRules.RegionUnknown,
        };
        // A capture may hold the one flood of a tool that claims a handful of addresses; the many interfaces of a network hardly ever do.
        return unit.Vantage.Kind == VantageKind.Capture
            ? new JudgedPart(unit, ComponentClass.Undetermined, rule, 0, new EvidenceDetail().Add("packets", unit.Observed).ToString(), unit.Sources)
            : Part(unit, _test.Anywhere(measure.Of(unit.Sources, unit.Shift, null), rule), unit.Sources);
    }

    /// <summary>A sweep of some networks hides among real sources all over the region: networks with many sources are then judged apart.</summary>
    private JudgedPart[] JudgeInside(SpoofUnit unit)
    {
        PartVerdict whole = Inside(unit, unit.Inside);
        if (whole.IsSwept)
        {
            return Apart(unit, whole, unit.Inside);
        }
        int bits = unit.IsV4 ? SharedNetworks.BlockBits(unit.Shift) : PartMeasure.LineBits;
        ILookup<bool, SourceEvidence> split = unit.Inside.GroupBy(source => source.Source.Value >> bits)
            .SelectMany(block => block.Select(source => (Source: source, Crowded: block.Count() >= thresholds.CrowdedSources)))
            .ToLookup(one => one.Crowded, one => one.Source);
        SourceEvidence[] crowded = [.. split[true]];
        SourceEvidence[] sparse = [.. split[false]];
        return crowded.Length == 0 || sparse.Length == 0 || Inside(unit, crowded) is not { IsSwept: true } swept
            ? Apart(unit, whole, unit.Inside)
            : [.. Apart(unit, swept, crowded), .. Apart(unit, Inside(unit, sparse), sparse).Select(part => part with { IsBesideSweep = true })];
    }

    private PartVerdict Inside(SpoofUnit unit, IReadOnlyList<SourceEvidence> sources) =>
        _test.Inside(measure.Of(sources, unit.Shift, unit.Vantage.Background), unit.Observed, unit.IsV4, unit.Vantage.KnowsV6);

    /// <summary>Sources that a uniform draw cannot have made so busy stand beside those that may be forged: real, unless one host may claim them all.</summary>
    private JudgedPart[] Apart(SpoofUnit unit, PartVerdict verdict, IReadOnlyList<SourceEvidence> sources)
    {
        PartStatistics statistics = verdict.Statistics;
        bool oneHost = verdict.Class == ComponentClass.Undetermined && statistics.TtlModeShare >= thresholds.TtlModeShare;
        return statistics.Peeled.Count == 0 || verdict.Class == ComponentClass.Real || statistics.Collisions < thresholds.Collisions || oneHost
            ? [Part(unit, verdict, sources)]
            :
            [
                Part(unit, verdict, [.. sources.Where(source => !statistics.Peeled.Contains(source.Source))]),
                new JudgedPart(
                    unit, ComponentClass.Real, EvidenceRules.RealCollisions, 0,
                    new EvidenceDetail().Add("packets", statistics.PeeledPackets).Add("sources", statistics.Peeled.Count).ToString(),
                    [.. sources.Where(source => statistics.Peeled.Contains(source.Source))]),
            ];
    }

    private JudgedPart Part(SpoofUnit unit, PartVerdict verdict, IReadOnlyList<SourceEvidence> sources) =>
        new(unit, verdict.Class, verdict.Rule, verdict.Confidence, verdict.Statistics.Describe().ToString(), sources)
        {
            Ttl = verdict.Statistics.TtlModeShare >= thresholds.TtlModeShare ? verdict.Statistics.TtlMode : null,
            HasManyTtls = verdict.Statistics.TtlFewShare < thresholds.TtlModeShare,
        };

    private void Pool(List<JudgedPart> parts, Func<SpoofUnit, (string, string, VectorGroup)> pool)
    {
        foreach (IGrouping<(string, string, VectorGroup), JudgedPart> small in parts
            .Where(part => part.Rule == EvidenceRules.FewPackets && part.Unit.Observed < thresholds.PooledBelow && ReferenceEquals(part.Sources, part.Unit.Inside))
            .GroupBy(part => pool(part.Unit)).Where(group => group.Skip(1).Any()).ToArray())
        {
            Dictionary<IpAddress, SourceEvidence> sources = [];
            int shift = small.Max(part => part.Unit.Shift);
            foreach (SourceEvidence row in small.SelectMany(part => part.Sources).Where(row => SourceHash.IsKept(row.Source, shift)))
            {
                EventEvidence.Fold(sources, row);
            }
            PartStatistics pooled = measure.Of(sources.Values, shift, null);
            if (_test.Inside(pooled, pooled.Packets, small.All(part => part.Unit.IsV4), knowsV6: false).Class != ComponentClass.Real)
            {
                continue;
            }
            foreach (JudgedPart part in small)
            {
                parts[parts.IndexOf(part)] = part with { Class = ComponentClass.Real, Rule = EvidenceRules.RealPooled, Detail = pooled.Describe().ToString() };
            }
        }
    }
}
