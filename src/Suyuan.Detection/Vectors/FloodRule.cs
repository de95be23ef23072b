using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>When a vector's packets are a flood (methods.md §2.1 2(b), item 7).</summary>
internal sealed class FloodRule(DetectionThresholds thresholds)
{
    /// <param name="left">Share of the packets that nothing honest explains.</param>
    /// <param name="onsetSeen">There is data from before.</param>
    public bool IsOver(AttackVector vector, Measure measure, double left, UsualTraffic? usual, bool onsetSeen)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Sampled * left >= thresholds.SampledPackets && measure.Packets * left >= thresholds.FloodPackets && IsFast(measure, left, 1)
            && !IsScan(measure) && !IsConversation(vector, measure) && !IsBulk(vector, measure)
            && (usual is UsualTraffic known ? IsAbove(measure, left, known, thresholds.FloodOverBaseline) : onsetSeen || IsDecisive(vector, measure));
    }

    /// <summary>Worth belonging to an attack next to it: part of the threshold, and more than what goes on anyway.</summary>
    public bool IsEdge(AttackVector vector, Measure measure, double left, UsualTraffic? usual)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return IsNear(measure, left) && !IsScan(measure) && !IsConversation(vector, measure) && !IsBulk(vector, measure)
            && (usual is not UsualTraffic known || IsAbove(measure, left, known, thresholds.EdgeOverBaseline));
    }

    /// <summary>Worth learning from.</summary>
    public bool IsNear(Measure measure, double left)
    {
        ArgumentNullException.ThrowIfNull(measure);
        double part = thresholds.EdgeShare;
        return measure.Sampled * left >= thresholds.SampledPackets * part && measure.Packets * left >= thresholds.FloodPackets * part && IsFast(measure, left, part);
    }

    /// <summary>Real connections, from sources that each send more than people do.</summary>
    public bool IsHttp(Measure measure, long explained)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return thresholds.PacketsPerReply > 0 && explained * 2 > measure.Packets && measure.Sources >= thresholds.HttpSources
            && measure.PacketRate >= thresholds.HttpPacketRate * measure.Sources && measure.ToServices * 2 > measure.Sampled && IsNear(measure, 1);
    }

    private static bool IsAbove(Measure measure, double left, UsualTraffic usual, double times) =>
        times == 0 || measure.PacketRate * left * 60 >= times * usual.Packets || measure.BitRate * left * 60 / 8 >= times * usual.Octets;

    private bool IsFast(Measure measure, double left, double part) =>
        measure.PacketRate * left >= thresholds.FloodPacketRate * part || measure.BitRate * left >= thresholds.FloodBits * part;

    /// <summary>Few sources trying many ports (of a network: ports of many hosts), a packet or two on each, at a scanner's pace.</summary>
    private bool IsScan(Measure measure) =>
        measure.Ports > thresholds.ScanPorts && measure.Sources < thresholds.ScanSources
        && measure.Sampled < thresholds.ScanPacketsPerPort * measure.Ports && measure.PacketRate < thresholds.ScanPacketRate * measure.Hosts;

    private bool IsConversation(AttackVector vector, Measure measure) =>
        vector == VectorCatalog.SynFlood || vector == VectorCatalog.AckFlood || vector == VectorCatalog.RstFlood
            ? measure.Established > thresholds.EstablishedShare * measure.Sampled
            : measure.Answered > thresholds.AnsweredShare * measure.Sampled;

    /// <summary>Few senders with long TCP packets, each seen again and again: a backup or a download, of which the acknowledgements go another way.</summary>
    private bool IsBulk(AttackVector vector, Measure measure) =>
        thresholds.PacketsPerReply > 0 && (vector == VectorCatalog.AckFlood || vector == VectorCatalog.OtherFlood)
        && measure.Sources <= thresholds.BulkSources && measure.MeanLength >= thresholds.BulkLength && measure.Sampled >= thresholds.BulkRepeats * measure.Senders;

    /// <summary>
    /// What the packets alone tell, where nothing is known of before. SYNs that no connection explains, ICMP and resets never come so fast; others are a flood's if they
    /// are all alike, unless a service's clients or servers make them so.
    /// </summary>
    private bool IsDecisive(AttackVector vector, Measure measure)
    {
        if (thresholds.OnsetMinutes == 0 || vector == VectorCatalog.SynFlood || vector == VectorCatalog.IcmpFlood || vector == VectorCatalog.RstFlood)
        {
            return true;
        }
        bool alike = measure.Uniform >= thresholds.UniformShare * measure.Sampled && measure.Sources >= thresholds.ScanSources;
        return vector == VectorCatalog.AckFlood
            ? alike && measure.FromServers * 2 < measure.Sampled
            : alike && (vector != VectorCatalog.UdpFlood || measure.ToServices * 2 < measure.Sampled);
    }
}
