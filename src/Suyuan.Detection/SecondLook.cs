using Suyuan.Detection.Baselines;
using Suyuan.Detection.Carpets;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>Judges minutes in ascending order from the buffered records of the few targets that could be under attack.</summary>
internal sealed class SecondLook(DetectionThresholds thresholds, OriginTable origins)
{
    private readonly VectorJudge _judge = new(thresholds);
    private readonly CarpetJudge _carpets = new(thresholds, new VectorJudge(thresholds));
    private readonly ScannerVeto _scanners = new(thresholds);
    private readonly CarpetTargets _targets = new();
    private readonly TargetBaselines _baselines = new(thresholds.BaselineWeight);
    private readonly ReflectorMemory _reflectors = new();
    private long _judged;

    /// <param name="before">The minute judged last.</param>
    public JudgedMinute Judge(MinuteWindow window, IReadOnlyList<RecordBlock> blocks, JudgedMinute? before)
    {
        ArgumentNullException.ThrowIfNull(window);
        JudgedMinute judged = new(window.Minute, window.Coverage());
        Candidates candidates = Candidates.Of(window, thresholds);
        _reflectors.Forget(window.Minute);
        if (candidates.Hosts.Count > 0)
        {
            Fill(candidates, blocks, window.Minute);
            foreach (TargetMinute target in candidates.Hosts.Values)
            {
                target.Mark();
                judged.Hosts.Add(target.Host, JudgeHost(target));
            }
            foreach (IpPrefix network in candidates.Networks)
            {
                judged.Carpets.Add(network, []);
            }
            JudgeCarpets(judged, judged.Carpets.Keys.ToHashSet(), before);
            Remember(judged);
        }
        _judged++;
        return judged;
    }

    /// <summary>Decides what waited for the next minute: fragments whose reflectors show only there, and edges.</summary>
    /// <param name="next">Null at the end, or where the next minute has no records.</param>
    public void Settle(JudgedMinute held, JudgedMinute? next)
    {
        ArgumentNullException.ThrowIfNull(held);
        HashSet<IpPrefix> changed = [];
        foreach ((IpAddress host, (VectorSplit split, _)) in held.Hosts.ToArray())
        {
            if (Known(host).Any(known => known is not null && split.WouldJoin(known)))
            {
                held.Hosts[host] = JudgeHost(split.Target);
                changed.Add(IpPrefix.Network(host));
            }
        }
        changed.IntersectWith(held.Carpets.Keys);
        JudgeCarpets(held, changed, null);
        bool follows = next is not null && next.Minute == held.Minute + 1;
        IReadOnlySet<IpAddress> provoked = held.Provoked(follows ? next : null);
        foreach ((IpAddress host, (_, List<VectorVerdict> verdicts)) in held.Hosts)
        {
            verdicts.RemoveAll(verdict => AnswerVeto.Holds(verdict, provoked) || IsScanner(held, next, host, verdict));
        }
        held.DecideEdges(next, _targets, (vector, records) => _judge.Combine(vector, held.Minute, records));
        foreach ((IpPrefix target, byte code, long packets, long octets) in held.Quiet())
        {
            _baselines.Learn(target, code, held.Minute, packets, octets);
        }
        next?.Follow(held);
    }

    /// <summary>Its responders are others than in the minute before, or than in the minute after.</summary>
    private bool IsScanner(JudgedMinute held, JudgedMinute? next, IpAddress host, VectorVerdict verdict) =>
        verdict.Vector.Service is not null
        && ((held.Before(host, verdict.Vector.Code) is List<TargetRecord> before && _scanners.TurnsOver(before, verdict.Records))
            || (next is not null && next.Minute == held.Minute + 1 && next.Hosts.TryGetValue(host, out (VectorSplit Split, List<VectorVerdict> Verdicts) after)
                && after.Split.ByVector.TryGetValue(verdict.Vector.Code, out List<TargetRecord>? records) && _scanners.TurnsOver(verdict.Records, records)));

    private (VectorSplit Split, List<VectorVerdict> Verdicts) JudgeHost(TargetMinute target)
    {
        VectorSplit split = VectorSplit.Of(target, Known(target.Host));
        return (split, _judge.Judge(split, code => _baselines.Find(IpPrefix.Host(target.Host), code)));
    }

    /// <param name="before">Null where it has been asked already: what was a target stays one.</param>
    private void JudgeCarpets(JudgedMinute judged, HashSet<IpPrefix> networks, JudgedMinute? before)
    {
        if (networks.Count == 0)
        {
            return;
        }
        ILookup<IpPrefix, (VectorSplit, List<VectorVerdict>)> hosts = judged.Hosts.Values.ToLookup(host => IpPrefix.Network(host.Split.Target.Host));
        foreach (IpPrefix network in networks)
        {
            judged.Carpets[network] = _carpets.Judge(
                network, judged.Minute, hosts[network].ToArray(),
                code => before is null ? judged.IsCarpet(network, code) : before.Minute == judged.Minute - 1 && before.IsCarpet(network, code),
                code => _baselines.Find(network, code), _judged >= thresholds.CarpetWarmUpMinutes).ToList();
        }
    }

    private IReadOnlyDictionary<IpAddress, byte>?[] Known(IpAddress host) =>
        [_reflectors.Find(IpPrefix.Host(host)), _reflectors.Find(IpPrefix.Network(host))];

    private void Remember(JudgedMinute judged)
    {
        foreach ((IpAddress host, (VectorSplit split, List<VectorVerdict> verdicts)) in judged.Hosts)
        {
            if (verdicts.Exists(verdict => verdict.Vector.Service is not null))
            {
                _reflectors.Learn(IpPrefix.Host(host), judged.Minute, split.Reflectors.Where(pair => verdicts.Exists(verdict => verdict.Vector.Code == pair.Value)));
            }
        }
        foreach ((IpPrefix network, List<Carpet> carpets) in judged.Carpets)
        {
            if (carpets.Exists(carpet => carpet.Verdict.Vector.Service is not null))
            {
                IEnumerable<KeyValuePair<IpAddress, byte>> reflectors = carpets.SelectMany(carpet => carpet.Hosts).Distinct()
                    .SelectMany(host => judged.Hosts[host].Split.Reflectors);
                _reflectors.Learn(
                    network, judged.Minute, reflectors.Where(pair => carpets.Exists(carpet => carpet.Verdict.Vector.Code == pair.Value)).OrderByDescending(pair => pair.Value));
            }
        }
    }

    private void Fill(Candidates candidates, IReadOnlyList<RecordBlock> blocks, long minute)
    {
        long start = Minute.Start(minute);
        long end = Minute.End(minute);
        foreach (RecordBlock block in blocks)
        {
            if (block.Count == 0 || block.FirstMs >= end || block.LastMs < start - Minute.Milliseconds)
            {
                continue;
            }
            for (int row = 0; row < block.Count; row++)
            {
                long first = block.Start[row];
                long last = first + block.Duration[row];
                // The minute before explains answers: who asked first. What lies further back does not, wherever blocks happen to end.
                if (first >= end || last < start - Minute.Milliseconds)
                {
                    continue;
                }
                if (last >= start && candidates.Find(block, row, source: false) is TargetMinute target)
                {
                    AddInbound(target, block, row, minute);
                }
                if (candidates.Find(block, row, source: true) is TargetMinute sender)
                {
                    sender.AddSent(block.Destination(row), block.DestinationPort[row], block.SourcePort[row], block.Protocol[row], first);
                }
            }
        }
    }

    private void AddInbound(TargetMinute target, RecordBlock block, int row, long minute)
    {
        long sampled = Spreading.Share(block.Packets[row], block.Start[row], block.Duration[row], minute);
        if (sampled > 0)
        {
            target.Inbound.Add(new TargetRecord(
                target.Host, block.Source(row), block.Start[row], block.Duration[row], sampled,
                Spreading.Octets(block.Octets[row], block.Packets[row], block.Start[row], block.Duration[row], minute), origins[block.Origin[row]].Sampling,
                block.SourcePort[row], block.DestinationPort[row], block.Code[row], block.Protocol[row], block.TcpFlags[row], block.MinTtl[row],
                block.MaxTtl[row], block.Origin[row]));
        }
    }
}
