using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>One part of a unit with its verdict; the sources are those that the verdict speaks of.</summary>
internal sealed record JudgedPart(SpoofUnit Unit, ComponentClass Class, string Rule, double Confidence, string Detail, IReadOnlyList<SourceEvidence> Sources);

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
        return parts;
    }

    private IEnumerable<JudgedPart> JudgeUnit(SpoofUnit unit)
    {
        if (!unit.Vantage.HasRegion)
        {
            string rule = unit.Vantage.Kind switch
            {
                VantageKind.Capture => EvidenceRules.Capture,
                VantageKind.ExporterUnknown => EvidenceRules.ExporterUnknown,
                _ => EvidenceRules.RegionUnknown,
            };
            yield return new JudgedPart(unit, ComponentClass.Undetermined, rule, 0, new EvidenceDetail().Add("packets", unit.Observed).ToString(), unit.Sources);
            yield break;
        }
        if (unit.Outside.Count > 0)
        {
            PartStatistics outside = measure.Of(unit.Outside, unit.Shift, unit.Vantage.Background);
            yield return Part(unit, _test.Outside(outside, unit.Observed, unit.IsV4, unit.Vantage.Prefixes.Count > 0), unit.Outside);
        }
        if (unit.Inside.Count > 0)
        {
            PartStatistics inside = measure.Of(unit.Inside, unit.Shift, unit.Vantage.Background);
            PartVerdict verdict = _test.Inside(inside, unit.Observed, unit.IsV4);
            if (verdict.Class != ComponentClass.Local || inside.Peeled.Count == 0)
            {
                yield return Part(unit, verdict, unit.Inside);
                yield break;
            }
            // Sources that a uniform draw cannot have made so busy stand beside the sweep: real ones of the same region.
            yield return Part(unit, verdict, [.. unit.Inside.Where(source => !inside.Peeled.Contains(source.Source))]);
            yield return new JudgedPart(
                unit, ComponentClass.Real, EvidenceRules.RealCollisions, 0, new EvidenceDetail().Add("packets", inside.PeeledPackets).Add("sources", inside.Peeled.Count).ToString(),
                [.. unit.Inside.Where(source => inside.Peeled.Contains(source.Source))]);
        }
    }

    private static JudgedPart Part(SpoofUnit unit, PartVerdict verdict, IReadOnlyList<SourceEvidence> sources) =>
        new(unit, verdict.Class, verdict.Rule, verdict.Confidence, verdict.Statistics.Describe().ToString(), sources);

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
            if (_test.Inside(pooled, pooled.Packets, small.All(part => part.Unit.IsV4)).Class != ComponentClass.Real)
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
