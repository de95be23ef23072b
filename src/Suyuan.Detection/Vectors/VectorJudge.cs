using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>The decision on one vector of one target in one minute, with what it rests on.</summary>
/// <param name="Trigger">Over the threshold; false = only an edge's worth.</param>
/// <param name="Records">With those that another exporter counts.</param>
/// <param name="Unexplained">Estimated packets and octets that nothing honest explains: what the baseline learns.</param>
internal sealed record VectorVerdict(
    AttackVector Vector, bool Trigger, List<TargetRecord> Records, long PeakPackets, long PeakBits, int PeakSeconds, int Hosts, UsualTraffic Unexplained)
{
    /// <summary>Worth belonging to an attack in the minute before or after.</summary>
    public bool Edge { get; init; }

    /// <summary>Records that count.</summary>
    public IEnumerable<TargetRecord> Counted => Records.Where(record => record.Counts);
}

/// <summary>What a target's vector carries, estimated, at the rate of its busiest ten seconds for a minute.</summary>
internal readonly record struct UsualTraffic(double Packets, double Octets);

/// <summary>What is known of a target before its minute is judged.</summary>
/// <param name="Usual">By vector code; null = never near a threshold.</param>
/// <param name="OnsetSeen">There is data from before, so that what is new can be told from what has always been there.</param>
internal readonly record struct TargetPast(Func<byte, UsualTraffic?> Usual, bool OnsetSeen);

/// <summary>The second look: decides vector by vector (methods.md §2.1, §3.1).</summary>
internal sealed class VectorJudge(DetectionThresholds thresholds)
{
    private static readonly byte s_udp = VectorCatalog.UdpFlood.Code;
    private static readonly byte s_ack = VectorCatalog.AckFlood.Code;

    private readonly Explanation _explanation = new(thresholds);
    private readonly FloodRule _flood = new(thresholds);
    private readonly ReflectionRule _reflection = new(thresholds);

    /// <summary>Verdicts on one address.</summary>
    public List<VectorVerdict> Judge(VectorSplit split, TargetPast past)
    {
        ArgumentNullException.ThrowIfNull(split);
        split.Explained = _explanation.Of(split);
        JoinRemnants(split, past);
        List<VectorVerdict> verdicts = [];
        foreach ((byte code, List<TargetRecord> records) in split.ByVector)
        {
            AttackVector vector = new(code);
            Measure measure = Measure.Of(split.Target.Minute, records, vector, thresholds.RateSeconds);
            if (measure.Sampled == 0 || (vector.IsReflection && _explanation.IsAsking(split.Target, records)))
            {
                continue;
            }
            VectorVerdict? verdict = Decide(vector, records, measure, split.Explained.GetValueOrDefault(code), past);
            if (code == s_ack && verdict is not { Trigger: true } && _flood.IsHttp(measure, split.Explained.GetValueOrDefault(code)))
            {
                verdict = DecideHttp(records, measure, past) ?? verdict;
            }
            if (verdict is not null)
            {
                verdicts.Add(verdict);
            }
        }
        return verdicts;
    }

    /// <summary>The verdict on a network's hosts together; null where there is nothing to consider.</summary>
    /// <param name="explained">Estimated packets that have an honest cause, of all hosts.</param>
    public VectorVerdict? JudgeCarpet(AttackVector vector, long minute, List<TargetRecord> records, long explained, TargetPast past)
    {
        Measure measure = Measure.Of(minute, records, vector, thresholds.RateSeconds);
        if (measure.Hosts < thresholds.CarpetHostsOngoing || (vector.IsReflection && measure.InSignature < thresholds.CarpetSignatureShare * measure.Sampled))
        {
            return null;
        }
        VectorVerdict? verdict = Decide(vector, records, measure, explained, past, part: true);
        return verdict is { Trigger: true } && measure.Hosts < thresholds.CarpetHosts ? verdict with { Trigger = false } : verdict;
    }

    /// <summary>One verdict over the records of several networks that make one target.</summary>
    public VectorVerdict Combine(AttackVector vector, long minute, List<TargetRecord> records)
    {
        Measure measure = Measure.Of(minute, records, vector, thresholds.RateSeconds);
        return Verdict(vector, false, records, measure, 0);
    }

    /// <param name="part">Of a larger target, maybe: kept however small.</param>
    private VectorVerdict? Decide(AttackVector vector, List<TargetRecord> records, Measure measure, long explained, TargetPast past, bool part = false)
    {
        double left = measure.Packets == 0 ? 0 : 1 - Math.Min(1, (double)explained / measure.Packets);
        UsualTraffic? usual = past.Usual(vector.Code);
        bool over = vector.IsReflection
            ? _reflection.IsOver(vector, measure, left, usual, past.OnsetSeen)
            : _flood.IsOver(vector, measure, left, usual, past.OnsetSeen);
        bool edge = over || (vector.IsReflection ? _reflection.IsEdge(vector, measure, left, usual) : _flood.IsEdge(vector, measure, left, usual));
        bool near = edge || part || (vector.IsReflection ? _reflection.IsNear(measure, left) : _flood.IsNear(measure, left));
        return near ? Verdict(vector, over, records, measure, explained) with { Edge = edge } : null;
    }

    private VectorVerdict? DecideHttp(List<TargetRecord> records, Measure measure, TargetPast past)
    {
        UsualTraffic? usual = past.Usual(VectorCatalog.HttpFlood.Code);
        bool over = past.OnsetSeen && _flood.IsOver(VectorCatalog.HttpFlood, measure, 1, usual, true);
        bool edge = over || _flood.IsEdge(VectorCatalog.HttpFlood, measure, 1, usual);
        return Verdict(VectorCatalog.HttpFlood, over, records, measure, 0) with { Edge = edge };
    }

    private static VectorVerdict Verdict(AttackVector vector, bool over, List<TargetRecord> records, Measure measure, long explained)
    {
        double left = measure.Packets == 0 ? 0 : 1 - Math.Min(1, (double)explained / measure.Packets);
        return new VectorVerdict(
            vector, over, records, measure.PeakPackets, measure.PeakBits, measure.PeakSeconds, measure.Hosts,
            new UsualTraffic(measure.PacketRate * left * 60, measure.BitRate * left * 60 / 8));
    }

    /// <summary>
    /// A UDP flood with random source ports hits the services' ports too, each about as often as any other: those packets are the flood's, and no reflection.
    /// </summary>
    private void JoinRemnants(VectorSplit split, TargetPast past)
    {
        if (!split.ByVector.TryGetValue(s_udp, out List<TargetRecord>? flood)
            || Decide(
                VectorCatalog.UdpFlood, flood, Measure.Of(split.Target.Minute, flood, VectorCatalog.UdpFlood, thresholds.RateSeconds),
                split.Explained.GetValueOrDefault(s_udp), past) is null)
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
}
