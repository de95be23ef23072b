using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>
/// How many of a vector's packets an honest cause explains: conversations seen in both directions, also where sampling never shows both packets of a pair, and
/// TCP connections seen in one direction, which open and close. What is left must be over the threshold by itself, so a busy server is none the less seen
/// to be flooded.
/// </summary>
internal sealed class Explanation(DetectionThresholds thresholds)
{
    private static readonly byte s_ack = VectorCatalog.AckFlood.Code;
    private static readonly byte s_syn = VectorCatalog.SynFlood.Code;
    private static readonly byte s_rst = VectorCatalog.RstFlood.Code;

    /// <summary>Estimated packets explained, by vector code.</summary>
    public Dictionary<byte, long> Of(VectorSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        Dictionary<byte, long> explained = [];
        if (thresholds.PacketsPerReply == 0)
        {
            return explained;
        }
        foreach ((byte code, List<TargetRecord> records) in split.ByVector)
        {
            AttackVector vector = new(code);
            if (vector.IsReflection)
            {
                explained[code] = vector.Service is { } service && service.Confidence >= thresholds.DecisiveConfidence
                    ? AskedItself(split.Target, records)
                    : Asked(split.Target, records);
            }
            else if (code != s_syn)
            {
                explained[code] = Answered(split.Target, records);
            }
        }
        ExplainTcp(split, explained);
        return explained;
    }

    /// <summary>The target's own requests to the service outnumber all answers: it looks for servers.</summary>
    public bool IsAsking(TargetMinute target, List<TargetRecord> records)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (thresholds.PacketsPerReply == 0)
        {
            return false;
        }
        Dictionary<(byte, ushort), long> received = ByPort(records, record => record.PeerPort);
        return received.Sum(port => target.Requests[port.Key.Item1, port.Key.Item2]) >= thresholds.RequestsPerAnswer * received.Values.Sum();
    }

    private long Asked(TargetMinute target, List<TargetRecord> records) => ByPort(records, record => record.PeerPort)
        .Sum(port => Math.Min(port.Value, (long)(thresholds.AnswersPerRequest * target.Requests[port.Key.Protocol, port.Key.Port])));

    /// <summary>Of services that nobody asks much, only what asks for certain: a scanner. In an attack the requests are forged.</summary>
    private long AskedItself(TargetMinute target, List<TargetRecord> records) => ByPort(records, record => record.PeerPort)
        .Where(port => target.IsAskingItself(port.Key.Protocol, port.Key.Port))
        .Sum(port => Math.Min(port.Value, (long)(thresholds.AnswersPerProbe * target.Requests[port.Key.Protocol, port.Key.Port])));

    private long Answered(TargetMinute target, List<TargetRecord> records)
    {
        long alone = records.Where(record => record.Counts && IsConversation(record)).Sum(record => record.Packets);
        long byVolume = ByPort(records, record => record.TargetPort)
            .Sum(port => Math.Min(port.Value, (long)(thresholds.PacketsPerReply * target.Replies[port.Key.Protocol, port.Key.Port])));
        return Math.Max(alone, byVolume);
    }

    /// <summary>A crowd seen in one direction: its connections open and close; a flood of SYNs or of ACKs does only one thing.</summary>
    private void ExplainTcp(VectorSplit split, Dictionary<byte, long> explained)
    {
        List<TargetRecord> syns = split.ByVector.GetValueOrDefault(s_syn) ?? [];
        List<TargetRecord> acks = split.ByVector.GetValueOrDefault(s_ack) ?? [];
        long opened = Connections(syns, record => true) + Connections(acks, record => (record.TcpFlags & VectorClassifier.Syn) != 0);
        long closed = Connections(acks, record => (record.TcpFlags & VectorClassifier.Fin) != 0);
        long all = Estimated(acks);
        long open = Math.Min(all, Math.Max(explained.GetValueOrDefault(s_ack), (long)(thresholds.PacketsPerClose * Math.Min(opened, closed))));
        explained[s_ack] = open;
        // A client that is served resets some of its connections.
        explained[s_rst] = Math.Min(Estimated(split.ByVector.GetValueOrDefault(s_rst) ?? []), Math.Max(explained.GetValueOrDefault(s_rst), opened == 0 ? 0 : open / 4));
        explained[s_syn] = Math.Min(Estimated(syns), (long)Math.Max(thresholds.SynsPerClose * closed, open / thresholds.PacketsPerSyn));
    }

    private static bool IsConversation(in TargetRecord record) => record.Protocol == 6
        ? record.Is(RecordTraits.Established) || VectorClassifier.IsWhole(record.TcpFlags)
        : record.Is(RecordTraits.Answered);

    private static long Estimated(List<TargetRecord> records) => records.Where(record => record.Counts).Sum(record => record.Packets);

    /// <summary>A record with more than one packet of a connection is still one.</summary>
    private static long Connections(List<TargetRecord> records, Func<TargetRecord, bool> which) =>
        records.Where(record => record.Counts && which(record)).Sum(record => (long)record.Sampling);

    private static Dictionary<(byte Protocol, ushort Port), long> ByPort(List<TargetRecord> records, Func<TargetRecord, ushort> port)
    {
        Dictionary<(byte, ushort), long> sums = [];
        foreach (TargetRecord record in records)
        {
            if (record.Counts)
            {
                (byte, ushort) key = (record.Protocol, port(record));
                sums[key] = sums.GetValueOrDefault(key) + record.Packets;
            }
        }
        return sums;
    }
}
