using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>When answers from a service's port are a reflection (methods.md §2.1 2(a), §3.1).</summary>
internal sealed class ReflectionRule(DetectionThresholds thresholds)
{
    /// <param name="left">Share of the packets that no request of the target explains.</param>
    /// <param name="onsetSeen">There is data from before.</param>
    public bool IsOver(AttackVector vector, Measure measure, double left, UsualTraffic? usual, bool onsetSeen)
    {
        ArgumentNullException.ThrowIfNull(measure);
        bool unsolicited = measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled || IsDecisive(vector);
        if (measure.Sources < (vector.Service?.MinReflectors ?? 10) || measure.Sampled * left < thresholds.SampledPackets || !unsolicited)
        {
            return false;
        }
        return thresholds.ReflectionPacketsInTenSeconds > 0
            ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds
            : IsLarge(vector, measure, left, usual, onsetSeen) || IsSmall(vector, measure, left, usual, onsetSeen);
    }

    public bool IsEdge(AttackVector vector, Measure measure, double left, UsualTraffic? usual)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return IsNear(measure, left) && (IsDecisive(vector) || measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled)
            && (usual is not UsualTraffic known || measure.BitRate * left * 60 / 8 >= thresholds.EdgeOverBaseline * known.Octets);
    }

    public bool IsNear(Measure measure, double left)
    {
        ArgumentNullException.ThrowIfNull(measure);
        double part = thresholds.EdgeShare;
        return measure.Sampled * left >= thresholds.SampledPackets * part
            && (thresholds.ReflectionPacketsInTenSeconds > 0
                ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds * part
                : measure.BitRate * left >= Math.Min(thresholds.ReflectionBits, thresholds.SmallReflectionBits) * part);
    }

    private bool IsLarge(AttackVector vector, Measure measure, double left, UsualTraffic? usual, bool onsetSeen) =>
        measure.BitRate * left >= thresholds.ReflectionBits
        && (usual is UsualTraffic known ? measure.BitRate * left * 60 / 8 >= thresholds.FloodOverBaseline * known.Octets : onsetSeen || IsDecisive(vector) || IsInSize(vector, measure));

    /// <summary>Far less than 100 Mbit/s, but far more than the target usually gets, and in the answers' own size.</summary>
    private bool IsSmall(AttackVector vector, Measure measure, double left, UsualTraffic? usual, bool onsetSeen)
    {
        double minute = thresholds.SmallReflectionUsualBits * 60 / 8;
        double least = thresholds.SmallReflectionOverBaseline * Math.Max(usual?.Octets ?? 0, minute);
        return measure.BitRate * left >= thresholds.SmallReflectionBits && measure.BitRate * left * 60 / 8 >= least
            && IsInSize(vector, measure) && (usual is not null || onsetSeen || IsDecisive(vector) || vector.Service is not null);
    }

    private bool IsInSize(AttackVector vector, Measure measure) =>
        vector.Service is not { HasSignature: false } && measure.InSignature >= thresholds.SignatureShare * measure.Sampled;

    /// <summary>Nobody receives much of these answers honestly; of web, name and call services many do.</summary>
    private bool IsDecisive(AttackVector vector) =>
        thresholds.OnsetMinutes > 0 && vector.Service is ReflectionService service && service.Confidence >= thresholds.DecisiveConfidence;
}
