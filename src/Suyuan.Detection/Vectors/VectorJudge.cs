using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>The decision on one vector of one target in one minute, with what it rests on.</summary>
/// <param name="Trigger">Over the threshold; false = only an edge's worth.</param>
internal sealed record VectorVerdict(
    AttackVector Vector, bool Trigger, List<TargetRecord> Records, long PeakPackets, long PeakBits, int PeakSeconds, int Hosts);

/// <summary>What a target's vector usually carries per minute, estimated.</summary>
internal readonly record struct UsualTraffic(double Packets, double Octets);

/// <summary>The second look: decides vector by vector (methods.md §2.1, §3.1).</summary>
internal sealed class VectorJudge(DetectionThresholds thresholds)
{
    private static readonly byte s_udp = VectorCatalog.UdpFlood.Code;

    /// <summary>Verdicts on one address.</summary>
    /// <param name="usual">By vector code; null = no baseline yet.</param>
    public List<VectorVerdict> Judge(VectorSplit split, Func<byte, UsualTraffic?> usual)
    {
        ArgumentNullException.ThrowIfNull(split);
        JoinRemnants(split, usual);
        List<VectorVerdict> verdicts = [];
        foreach ((byte code, List<TargetRecord> records) in split.ByVector)
        {
            VectorVerdict? verdict = JudgeVector(new AttackVector(code), split.Target.Minute, records, usual(code));
            if (verdict is not null)
            {
                verdicts.Add(verdict);
            }
        }
        return verdicts;
    }

    /// <summary>The verdict on a network's hosts together; null where not even an edge.</summary>
    /// <param name="warm">There has been time to learn what networks usually carry.</param>
    public VectorVerdict? JudgeCarpet(AttackVector vector, long minute, List<TargetRecord> records, UsualTraffic? usual, bool warm)
    {
        Measure measure = Measure.Of(minute, records, vector, thresholds.RateSeconds);
        if (measure.Hosts < thresholds.CarpetHosts || (vector.IsReflection && measure.InSignature < thresholds.CarpetSignatureShare * measure.Sampled))
        {
            return null;
        }
        VectorVerdict? verdict = Decide(vector, records, measure, usual);
        return verdict is { Trigger: true } && !vector.IsReflection && !warm ? verdict with { Trigger = false } : verdict;
    }

    /// <summary>One verdict over the records of several networks that make one target.</summary>
    public VectorVerdict Combine(AttackVector vector, long minute, List<TargetRecord> records)
    {
        Measure measure = Measure.Of(minute, records, vector, thresholds.RateSeconds);
        return new VectorVerdict(vector, false, records, measure.PeakPackets, measure.PeakBits, measure.PeakSeconds, measure.Hosts);
    }

    private VectorVerdict? JudgeVector(AttackVector vector, long minute, List<TargetRecord> records, UsualTraffic? usual) =>
        Decide(vector, records, Measure.Of(minute, records, vector, thresholds.RateSeconds), usual);

    private VectorVerdict? Decide(AttackVector vector, List<TargetRecord> records, Measure measure, UsualTraffic? usual)
    {
        bool over = vector.IsReflection ? IsReflection(vector, measure) : IsFlood(vector, measure, usual);
        return over || IsEdge(vector, measure)
            ? new VectorVerdict(vector, over, records, measure.PeakPackets, measure.PeakBits, measure.PeakSeconds, measure.Hosts)
            : null;
    }

    /// <summary>
    /// A UDP flood with random source ports hits the services' ports too, each about as often as any other: those packets are the flood's, and no reflection.
    /// </summary>
    private void JoinRemnants(VectorSplit split, Func<byte, UsualTraffic?> usual)
    {
        if (!split.ByVector.TryGetValue(s_udp, out List<TargetRecord>? flood)
            || JudgeVector(VectorCatalog.UdpFlood, split.Target.Minute, flood, usual(s_udp)) is null)
        {
            return;
        }
        int ports = flood.Select(record => record.PeerPort).Distinct().Count();
        double mean = (double)flood.Sum(record => record.Sampled) / ports;
        if (ports < thresholds.RandomPorts)
        {
            return;
        }
        foreach ((byte code, List<TargetRecord> records) in split.ByVector.ToArray())
        {
            if (new AttackVector(code).Service is ReflectionService service
                && !records.Exists(record => record.Code != code)
                && records.Sum(record => record.Sampled) <= (thresholds.RemnantTimesMean * service.Ports.Length * mean) + thresholds.RemnantPackets)
            {
                flood.AddRange(records);
                split.ByVector.Remove(code);
            }
        }
    }

    private bool IsReflection(AttackVector vector, Measure measure)
    {
        int needed = vector.Service?.MinReflectors ?? 10;
        bool unsolicited = measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled;
        bool volume = thresholds.ReflectionPacketsInTenSeconds > 0
            ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds
            : measure.BitRate >= thresholds.ReflectionBits;
        return measure.Sources >= needed && measure.Sampled >= thresholds.SampledPackets && unsolicited && volume;
    }

    private bool IsFlood(AttackVector vector, Measure measure, UsualTraffic? usual)
    {
        if (measure.Sampled < thresholds.SampledPackets || measure.Packets < thresholds.FloodPackets || !IsFast(measure, 1))
        {
            return false;
        }
        if (IsScan(measure) || IsConversation(vector, measure))
        {
            return false;
        }
        return thresholds.FloodOverBaseline == 0 || usual is not UsualTraffic known
            || measure.Packets >= thresholds.FloodOverBaseline * known.Packets || measure.Octets >= thresholds.FloodOverBaseline * known.Octets;
    }

    private bool IsFast(Measure measure, double part) =>
        measure.PacketRate >= thresholds.FloodPacketRate * part || measure.BitRate >= thresholds.FloodBits * part;

    private bool IsEdge(AttackVector vector, Measure measure)
    {
        double part = thresholds.EdgeShare;
        if (measure.Sampled < thresholds.SampledPackets * part)
        {
            return false;
        }
        return vector.IsReflection
            ? (thresholds.ReflectionPacketsInTenSeconds > 0
                ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds * part
                : measure.BitRate >= thresholds.ReflectionBits * part) && measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled
            : measure.Packets >= thresholds.FloodPackets * part && IsFast(measure, part) && !IsScan(measure) && !IsConversation(vector, measure);
    }

    /// <summary>Few sources trying many ports (of a network: ports of many hosts), a packet or two on each, at a scanner's pace.</summary>
    private bool IsScan(Measure measure) =>
        measure.Ports > thresholds.ScanPorts && measure.Sources < thresholds.ScanSources
        && measure.Sampled < thresholds.ScanPacketsPerPort * measure.Ports && measure.PacketRate < thresholds.ScanPacketRate * measure.Hosts;

    private bool IsConversation(AttackVector vector, Measure measure) =>
        vector == VectorCatalog.SynFlood || vector == VectorCatalog.AckFlood || vector == VectorCatalog.RstFlood
            ? measure.Established > thresholds.EstablishedShare * measure.Sampled
            : measure.Answered > thresholds.AnsweredShare * measure.Sampled;
}
