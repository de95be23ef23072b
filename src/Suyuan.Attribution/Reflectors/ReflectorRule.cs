using Suyuan.Model;

namespace Suyuan.Attribution.Reflectors;

/// <summary>Which responders of a reflection vector are abused servers, and how sure that is (methods.md §3.1).</summary>
internal sealed class ReflectorRule(AttributionThresholds thresholds)
{
    /// <param name="components">All components of one reflection vector in the event.</param>
    /// <param name="isForged">Requests in the victim's name were seen where it does not live: what asked for the answers was not the victim.</param>
    public IEnumerable<Participation> Judge(AttackEvent attack, AttackVector vector, IReadOnlyList<VectorComponent> components, ExporterTable exporters, bool isForged = false)
    {
        // Traffic that another exporter on the path already counted would count twice; it stands in only where nothing else is left.
        VectorComponent[] counted = [.. components.Where(component => !component.Totals.Duplicate)];
        Dictionary<IpAddress, SourceEvidence> sources = [];
        foreach (SourceEvidence row in (counted.Length > 0 ? counted : components).SelectMany(component => component.Sources.Values))
        {
            EventEvidence.Fold(sources, row);
        }
        uint sampling = components.Max(component => component.Totals.Sampling);
        string protocol = vector.Token[..^"-reflection".Length];
        foreach (SourceEvidence source in sources.Values.OrderBy(source => source.Source))
        {
            if (Decide(vector, source, sources.Count, sampling, isForged) is not var (rule, confidence))
            {
                continue;
            }
            string detail = new EvidenceDetail()
                .Add("responders", sources.Count).Add("packets", source.SampledPackets)
                .Add("size_share", vector.Service is { HasSignature: true } ? Share(source.SignaturePackets, source) : null)
                .Add("solicited_share", sampling <= 1 ? Share(source.SolicitedPackets, source) : null).Add("port", source.SourcePort).ToString();
            yield return new Participation(
                attack.Id, new ResourceKey(ResourceKind.Reflector, protocol, SpoofScope.None, source.Source), source.Packets, source.Octets, source.SampledPackets,
                source.First, source.Last, confidence, exporters.Key(source.Exporter), source.Interface, rule, detail);
        }
    }

    /// <summary>Null: it answered what the target asked.</summary>
    private (string Rule, double Confidence)? Decide(AttackVector vector, SourceEvidence source, int responders, uint sampling, bool isForged)
    {
        if (!isForged && Share(source.SolicitedPackets, source) > thresholds.SolicitedShare)
        {
            return null;
        }
        if (vector.Service is not ReflectionService service)
        {
            return responders >= thresholds.FanIn && source.SourcePort < thresholds.TcpServerPortBelow
                ? (EvidenceRules.ReflectorTcp, Sizeless(source, responders))
                : (EvidenceRules.ReflectorWeak, thresholds.WeakReflectorConfidence);
        }
        if (!service.HasSignature)
        {
            return responders >= Math.Max(thresholds.FanIn, service.MinReflectors)
                ? (EvidenceRules.ReflectorSizeless, Math.Max(Math.Min(service.Confidence, thresholds.SizelessConfidence), Sizeless(source, responders)))
                : (EvidenceRules.ReflectorWeak, thresholds.WeakReflectorConfidence);
        }
        if (Share(source.SignaturePackets, source) >= thresholds.SignatureShare)
        {
            return responders >= service.MinReflectors ? (EvidenceRules.ReflectorSize, service.Confidence) : (EvidenceRules.ReflectorWeak, thresholds.WeakReflectorConfidence);
        }
        return sampling <= 1 && responders >= thresholds.FanIn
            ? (EvidenceRules.ReflectorUnsolicited, thresholds.UnsolicitedConfidence)
            : (EvidenceRules.ReflectorWeak, thresholds.WeakReflectorConfidence);
    }

    private double Sizeless(SourceEvidence source, int responders) =>
        responders >= thresholds.WideFanIn && source.SampledPackets >= thresholds.WideFanInPackets ? thresholds.WideFanInConfidence : thresholds.SizelessConfidence;

    private static double Share(long packets, SourceEvidence source) => source.SampledPackets == 0 ? 0 : packets / (double)source.SampledPackets;
}
