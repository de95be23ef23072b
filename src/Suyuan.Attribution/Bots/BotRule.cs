using Suyuan.Attribution.Spoofing;
using Suyuan.Model;

namespace Suyuan.Attribution.Bots;

/// <summary>Sources of components found real, and sources anywhere that check in with a controller (methods.md §5.2).</summary>
internal sealed class BotRule(AttributionThresholds thresholds)
{
    public IEnumerable<Participation> Judge(AttackEvent attack, IReadOnlyList<JudgedPart> parts, IReadOnlyList<BotnetCheckin> checkins)
    {
        HashSet<IpAddress> linked = [.. checkins.Select(checkin => BotAddress(checkin.Bot))];
        Dictionary<IpAddress, List<Sighting>> bots = [];
        foreach (JudgedPart part in parts.Where(part => part.Class is ComponentClass.Real or ComponentClass.Undetermined))
        {
            bool real = part.Class == ComponentClass.Real;
            long enough = thresholds.BotPackets + (ComesBack(part) && !part.IsBesideSweep ? 0 : 1);
            foreach (SourceEvidence source in part.Sources)
            {
                IpAddress address = BotAddress(source.Source);
                if (!real && !linked.Contains(address))
                {
                    continue;
                }
                if (!bots.TryGetValue(address, out List<Sighting>? sightings))
                {
                    bots.Add(address, sightings = []);
                }
                sightings.Add(new Sighting(part, source, enough));
            }
        }
        return bots.OrderBy(pair => pair.Key).Select(pair => Judge(attack, pair.Key, pair.Value, linked.Contains(pair.Key)));
    }

    private Participation Judge(AttackEvent attack, IpAddress address, List<Sighting> sightings, bool linked)
    {
        // What another router of the path has counted already proves as much, but is no traffic of its own.
        Sighting[] counted = [.. sightings.Where(one => !one.Part.Unit.Duplicate)];
        counted = counted.Length > 0 ? counted : [.. sightings];
        JudgedPart part = counted[0].Part;
        long sampled = counted.Sum(one => one.Source.SampledPackets);
        long established = sightings.Sum(one => one.Source.EstablishedPackets);
        // That a source is real does not make it a bot where ordinary clients look like the flood.
        double proven = sightings.TrueForAll(one => one.Part.Unit.Group == VectorGroup.OtherTcp) ? thresholds.ClientLikeBotConfidence : thresholds.ProvenBotConfidence;
        (string rule, double confidence) =
            linked ? (EvidenceRules.BotCheckin, thresholds.LinkedBotConfidence)
            : established > 0 ? (EvidenceRules.BotHandshake, proven)
            : sightings.Exists(KeepsItsTtl) ? (EvidenceRules.BotTtl, proven)
            : sightings.Exists(one => one.Source.SampledPackets >= one.Enough) ? (EvidenceRules.BotRepeated, thresholds.BotConfidence)
            : (EvidenceRules.BotOnce, thresholds.OnceBotConfidence);
        return new Participation(
            attack.Id, new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, address), counted.Sum(one => one.Source.Packets), counted.Sum(one => one.Source.Octets), sampled,
            sightings.Min(one => one.Source.First), sightings.Max(one => one.Source.Last), confidence, part.Unit.Vantage.Exporter, part.Unit.Vantage.Interface, rule,
            new EvidenceDetail().Add("packets", sampled).Add("minutes", sightings.Max(one => one.Source.Minutes)).Add("established", established)
                .Add("component", part.Rule).ToString());
    }

    /// <summary>Each packet of it with one TTL, where the others have many: a tool that forges gives all the same, or each its own.</summary>
    private bool KeepsItsTtl(Sighting one) =>
        one.Part.HasManyTtls && one.Part.Class == ComponentClass.Real && one.Source.SampledPackets >= thresholds.TtlBotPackets && one.Source.MinTtl != 0
        && one.Source.MinTtl == one.Source.MaxTtl;

    /// <summary>Where most packets come from sources seen once, some of those may be forged, and a few of them meet by chance.</summary>
    private bool ComesBack(JudgedPart part) =>
        part.Sources.Where(source => source.SampledPackets > 1).Sum(source => source.SampledPackets) >= thresholds.RepeatShare * part.Sources.Sum(source => source.SampledPackets);

    /// <summary>IPv6 hosts change addresses within their /64: that is what is counted.</summary>
    public static IpAddress BotAddress(IpAddress source) =>
        source.IsV4 ? source : new IpAddress(source.Value >> 64 << 64);

    /// <param name="Enough">Observed packets that this part asks of a bot.</param>
    private readonly record struct Sighting(JudgedPart Part, SourceEvidence Source, long Enough);
}
