using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>
/// Requests to reflectors in the victim's name: forged wherever the victim does not live, so that the edge where they enter forwards forged traffic from outside
/// its region (methods.md §3.1 item 7).
/// </summary>
internal sealed class RequestRule(AttributionThresholds thresholds)
{
    /// <summary>Takes the requests out of the evidence of an event: what remains of reflection are responders.</summary>
    public static IReadOnlyList<SourceEvidence> Take(AttackEvent attack, IEnumerable<VectorComponent> reflected) =>
        !attack.Target.IsHost
            ? []
            : [.. reflected.Select(component => component.Sources.Remove(attack.Target.Address, out SourceEvidence? row) ? row : null).OfType<SourceEvidence>()];

    public IEnumerable<(Participation? Router, Component Component)> Judge(AttackEvent attack, IReadOnlyList<SourceEvidence> requests, Func<ushort, uint, Vantage> vantage) => requests
        .GroupBy(row => (row.Exporter, row.Interface)).OrderBy(at => at.Key)
        .Select(at => Judge(attack, [.. at], vantage(at.Key.Exporter, at.Key.Interface)));

    private (Participation? Router, Component Component) Judge(AttackEvent attack, SourceEvidence[] rows, Vantage at)
    {
        long sampled = rows.Sum(row => row.SampledPackets);
        long packets = rows.Sum(row => row.Packets);
        string detail = new EvidenceDetail().Add("packets", sampled).Add("vector", rows.MaxBy(row => row.SampledPackets)!.Vector.Token).ToString();
        bool forged = sampled >= thresholds.ForgedRequests && at.HasRegion && (attack.Target.Address.IsV4 || at.KnowsV6) && !at.IsInside(attack.Target.Address) && !rows.Any(row => row.TwoWay);
        bool names = forged && at.Kind == VantageKind.Edge && at.IsToldEdge;
        Component component = new(
            attack.Id, at.Exporter, at.Interface, names ? ComponentClass.CrossDomain : forged ? ComponentClass.Transit : ComponentClass.Undetermined, packets, sampled,
            forged ? EvidenceRules.CrossRequests : EvidenceRules.FewPackets, detail);
        return (!names ? null : new Participation(
            attack.Id, new ResourceKey(ResourceKind.SpoofingRouter, "", SpoofScope.CrossDomain, at.RouterAddress), packets, rows.Sum(row => row.Octets), sampled,
            rows.Min(row => row.First), rows.Max(row => row.Last), thresholds.CrossConfidence, at.Exporter, at.Interface, EvidenceRules.CrossRequests, detail), component);
    }
}
