using Suyuan.Attribution.Spoofing;
using Suyuan.Model;

namespace Suyuan.Attribution.Bots;

/// <summary>Sources of components found real, and sources anywhere that check in with a controller (methods.md §5.2).</summary>
internal sealed class BotRule(AttributionThresholds thresholds)
{
    public IEnumerable<Participation> Judge(AttackEvent attack, IReadOnlyList<JudgedPart> parts, IReadOnlyList<BotnetCheckin> checkins)
    {
        HashSet<IpAddress> linked = [.. checkins.Select(checkin => BotAddress(checkin.Bot))];
        Dictionary<IpAddress, (List<SourceEvidence> Rows, long Enough, JudgedPart Part)> bots = [];
        foreach (JudgedPart part in parts.Where(part => part.Class is ComponentClass.Real or ComponentClass.Undetermined && !part.Unit.Duplicate))
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
                if (bots.TryGetValue(address, out (List<SourceEvidence> Rows, long Enough, JudgedPart Part) known))
                {
                    known.Rows.Add(source);
                    bots[address] = known with { Enough = Math.Min(known.Enough, enough) };
                }
                else
                {
                    bots.Add(address, ([source], enough, part));
                }
            }
        }
        foreach ((IpAddress address, (List<SourceEvidence> rows, long enough, JudgedPart part)) in bots.OrderBy(pair => pair.Key))
        {
            long sampled = rows.Sum(row => row.SampledPackets);
            int minutes = rows.Max(row => row.Minutes);
            long established = rows.Sum(row => row.EstablishedPackets);
            (string rule, double confidence) =
                linked.Contains(address) ? (EvidenceRules.BotCheckin, thresholds.LinkedBotConfidence)
                : established > 0 ? (EvidenceRules.BotHandshake, thresholds.ProvenBotConfidence)
                : sampled >= enough ? (EvidenceRules.BotRepeated, thresholds.BotConfidence)
                : (EvidenceRules.BotOnce, thresholds.OnceBotConfidence);
            yield return new Participation(
                attack.Id, new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, address), rows.Sum(row => row.Packets), rows.Sum(row => row.Octets), sampled,
                rows.Min(row => row.First), rows.Max(row => row.Last), confidence, part.Unit.Vantage.Exporter, part.Unit.Vantage.Interface, rule,
                new EvidenceDetail().Add("packets", sampled).Add("minutes", minutes).Add("established", established).Add("component", part.Rule).ToString());
        }
    }

    /// <summary>Where most packets come from sources seen once, some of those may be forged, and a few of them meet by chance.</summary>
    private bool ComesBack(JudgedPart part) =>
        part.Sources.Where(source => source.SampledPackets > 1).Sum(source => source.SampledPackets) >= thresholds.RepeatShare * part.Sources.Sum(source => source.SampledPackets);

    /// <summary>IPv6 hosts change addresses within their /64: that is what is counted.</summary>
    public static IpAddress BotAddress(IpAddress source) =>
        source.IsV4 ? source : new IpAddress(source.Value >> 64 << 64);
}
