using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>The decision on one vector of one target in one minute, with what it rests on.</summary>
/// <param name="Trigger">Over the threshold; false = only an edge's worth.</param>
internal sealed record VectorVerdict(AttackVector Vector, bool Trigger, List<TargetRecord> Records, long PeakPackets, long PeakBits, int PeakSeconds);

/// <summary>
/// The second look: joins fragments to their reflection, takes out what the target itself asked for, and decides vector by vector
/// (methods.md §2.1, §3.1).
/// </summary>
internal sealed class VectorJudge(DetectionThresholds thresholds)
{
    private static readonly byte s_fragment = VectorCatalog.FragmentFlood.Code;

    /// <param name="baseline">Estimated packets and octets per minute that the target's vector usually has; null = no baseline yet.</param>
    public List<VectorVerdict> Judge(TargetMinute target, Func<byte, (double Packets, double Octets)?> baseline)
    {
        List<VectorVerdict> verdicts = [];
        foreach ((byte code, List<TargetRecord> records) in ByVector(target))
        {
            AttackVector vector = new(code);
            Measure measure = Measure.Of(target, records, vector);
            bool over = vector.IsReflection ? IsReflection(vector, measure) : IsFlood(vector, measure, baseline(code));
            bool edge = over || IsEdge(vector, measure);
            if (edge)
            {
                verdicts.Add(new VectorVerdict(vector, over, records, measure.PeakPackets, measure.PeakBits, measure.PeakSeconds));
            }
        }
        return verdicts;
    }

    /// <summary>Records by vector, without answers; fragments from a reflector's address belong to its reflection.</summary>
    private static SortedDictionary<byte, List<TargetRecord>> ByVector(TargetMinute target)
    {
        SortedDictionary<byte, List<TargetRecord>> byVector = [];
        Dictionary<IpAddress, byte> reflectedBy = [];
        foreach (TargetRecord record in target.Inbound)
        {
            if (record.Code != s_fragment && !IsAnswer(target, record))
            {
                List(byVector, record.Code).Add(record);
                if (new AttackVector(record.Code).Service is not null && (!reflectedBy.TryGetValue(record.Peer, out byte known) || record.Code < known))
                {
                    reflectedBy[record.Peer] = record.Code;
                }
            }
        }
        foreach (TargetRecord record in target.Inbound)
        {
            if (record.Code == s_fragment)
            {
                List(byVector, record.Protocol == 17 && reflectedBy.TryGetValue(record.Peer, out byte reflection) ? reflection : s_fragment).Add(record);
            }
        }
        return byVector;

        static List<TargetRecord> List(SortedDictionary<byte, List<TargetRecord>> lists, byte code)
        {
            if (!lists.TryGetValue(code, out List<TargetRecord>? list))
            {
                lists.Add(code, list = []);
            }
            return list;
        }
    }

    /// <summary>A SYN-ACK, RST or ICMP error that answers a packet of the target (methods.md §2.1 item 9).</summary>
    private static bool IsAnswer(TargetMinute target, in TargetRecord record) => record.Protocol switch
    {
        6 => record.Code == VectorCatalog.TcpReflection.Code || record.Code == VectorCatalog.RstFlood.Code
            ? target.IsAnswered(record)
            : false,
        1 => (record.TargetPort >> 8) is 0 or 3 or 4 or 5 or 11 or 12 && target.SentToPeer.ContainsKey(record.Peer),
        58 => (record.TargetPort >> 8) is (>= 1 and <= 4) or 129 && target.SentToPeer.ContainsKey(record.Peer),
        _ => false,
    };

    private bool IsReflection(AttackVector vector, Measure measure)
    {
        int needed = vector.Service?.MinReflectors ?? 10;
        bool unsolicited = measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled;
        bool volume = thresholds.ReflectionPacketsInTenSeconds > 0
            ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds
            : measure.BitRate >= thresholds.ReflectionBits;
        return measure.Sources >= needed && measure.Sampled >= thresholds.SampledPackets && unsolicited && volume;
    }

    private bool IsFlood(AttackVector vector, Measure measure, (double Packets, double Octets)? usual)
    {
        if (measure.Sampled < thresholds.SampledPackets || measure.Packets < thresholds.FloodPackets || !IsFast(measure, 1))
        {
            return false;
        }
        if (IsScan(measure) || IsConversation(vector, measure))
        {
            return false;
        }
        return thresholds.FloodOverBaseline == 0 || usual is not var (packets, octets)
            || measure.Packets >= thresholds.FloodOverBaseline * packets || measure.Octets >= thresholds.FloodOverBaseline * octets;
    }

    private bool IsFast(Measure measure, double part) =>
        measure.PacketRate >= thresholds.FloodPacketRate * part || measure.BitRate >= thresholds.FloodBits * part;

    private bool IsEdge(AttackVector vector, Measure measure)
    {
        double part = thresholds.EdgeShare;
        return vector.IsReflection
            ? (thresholds.ReflectionPacketsInTenSeconds > 0
                ? measure.PacketsInTenSeconds >= thresholds.ReflectionPacketsInTenSeconds * part
                : measure.BitRate >= thresholds.ReflectionBits * part) && measure.Unsolicited >= thresholds.UnsolicitedShare * measure.Sampled
            : measure.Packets >= thresholds.FloodPackets * part && IsFast(measure, part) && !IsScan(measure) && !IsConversation(vector, measure);
    }

    /// <summary>Few sources trying many ports, a packet or two on each, at a scanner's pace.</summary>
    private bool IsScan(Measure measure) =>
        measure.Ports > thresholds.ScanPorts && measure.Sources < thresholds.ScanSources
        && measure.Sampled < thresholds.ScanPacketsPerPort * measure.Ports && measure.PacketRate < thresholds.ScanPacketRate;

    private bool IsConversation(AttackVector vector, Measure measure) =>
        vector == VectorCatalog.SynFlood || vector == VectorCatalog.AckFlood || vector == VectorCatalog.RstFlood
            ? measure.Established > thresholds.EstablishedShare * measure.Sampled
            : measure.Answered > thresholds.AnsweredShare * measure.Sampled;
}
