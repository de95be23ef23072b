using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Carpets;

/// <summary>One vector on many hosts of a /24 (IPv6 /64) in one minute.</summary>
/// <param name="Hosts">Whose records of the vector it takes.</param>
/// <param name="Explained">Estimated packets that have an honest cause.</param>
internal sealed record Carpet(IpPrefix Network, VectorVerdict Verdict, IReadOnlySet<IpAddress> Hosts, long Explained);

/// <summary>
/// Which networks are carpet bombed in a minute (methods.md §2.1 item 5): a host that stands out stays a host; the others together can make their network a target;
/// where many are over the threshold by themselves, the network is the target of all; and networks side by side can be a target that none of them is alone.
/// </summary>
internal sealed class CarpetJudge(DetectionThresholds thresholds, VectorJudge judge)
{
    /// <param name="hosts">Hosts of one network with their vectors and verdicts.</param>
    /// <param name="ongoing">The network was a target of the vector in the minute before.</param>
    public IEnumerable<Carpet> Judge(
        IpPrefix network, long minute, IReadOnlyList<(VectorSplit Split, List<VectorVerdict> Verdicts)> hosts, Func<byte, bool> ongoing, TargetPast past)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        foreach (byte code in hosts.SelectMany(host => host.Split.ByVector.Keys).Distinct().Order())
        {
            HashSet<IpAddress> alone = hosts.Where(host => host.Verdicts.Exists(verdict => verdict.Trigger && verdict.Vector.Code == code))
                .Select(host => host.Split.Target.Host).ToHashSet();
            bool takesAll = alone.Count >= thresholds.CarpetHosts || (alone.Count >= thresholds.CarpetHostsOngoing && ongoing(code));
            Dictionary<IpAddress, long> packets = hosts.Where(host => host.Split.ByVector.ContainsKey(code))
                .ToDictionary(host => host.Split.Target.Host, host => host.Split.ByVector[code].Sum(record => record.Packets));
            alone.RemoveWhere(host => takesAll || !StandsOut(host, packets));
            List<TargetRecord> records = [];
            HashSet<IpAddress> taken = [];
            long explained = 0;
            foreach ((VectorSplit split, _) in hosts)
            {
                if (split.ByVector.TryGetValue(code, out List<TargetRecord>? own) && !alone.Contains(split.Target.Host))
                {
                    records.AddRange(own);
                    taken.Add(split.Target.Host);
                    explained += split.Explained.GetValueOrDefault(code);
                }
            }
            if (taken.Count >= thresholds.CarpetHostsOngoing
                && judge.JudgeCarpet(new AttackVector(code), minute, records, explained, past) is VectorVerdict verdict)
            {
                yield return new Carpet(network, verdict, taken, explained);
            }
        }
    }

    /// <summary>Triggers the networks of a run that together pass what none of them passes, and the weaker ones beside those that do.</summary>
    /// <param name="carpets">Of the minute, in the order of networks.</param>
    /// <param name="past">Of a network.</param>
    public void JoinRuns(long minute, SortedDictionary<IpPrefix, List<Carpet>> carpets, Func<IpPrefix, TargetPast> past)
    {
        ArgumentNullException.ThrowIfNull(carpets);
        foreach (IGrouping<byte, Carpet> vector in carpets.Values.SelectMany(list => list).GroupBy(carpet => carpet.Verdict.Vector.Code).ToArray())
        {
            foreach (List<Carpet> run in CarpetTargets.Runs(vector.ToArray(), carpet => carpet.Network).Where(run => run.Count > 1))
            {
                double mean = run.Average(carpet => carpet.Verdict.Unexplained.Packets);
                Carpet[] parts = run.Where(carpet => !carpet.Verdict.Trigger && carpet.Verdict.Unexplained.Packets >= mean * thresholds.EdgeShare).ToArray();
                if (parts.Length > 0 && (run.Exists(carpet => carpet.Verdict.Trigger) || IsTarget(minute, run, past)))
                {
                    foreach (Carpet part in parts)
                    {
                        List<Carpet> own = carpets[part.Network];
                        own[own.IndexOf(part)] = part with { Verdict = part.Verdict with { Trigger = true, Edge = true } };
                    }
                }
            }
        }
    }

    private bool IsTarget(long minute, List<Carpet> run, Func<IpPrefix, TargetPast> past)
    {
        byte code = run[0].Verdict.Vector.Code;
        TargetPast[] pasts = run.ConvertAll(carpet => past(carpet.Network)).ToArray();
        UsualTraffic[] usual = pasts.Select(one => one.Usual(code)).OfType<UsualTraffic>().ToArray();
        UsualTraffic? together = usual.Length == 0 ? null : new UsualTraffic(usual.Sum(one => one.Packets), usual.Sum(one => one.Octets));
        return judge.JudgeCarpet(
            new AttackVector(code), minute, run.SelectMany(carpet => carpet.Verdict.Records).ToList(), run.Sum(carpet => carpet.Explained),
            new TargetPast(_ => together, pasts.All(one => one.OnsetSeen)))?.Trigger == true;
    }

    /// <summary>Far more than the other hosts of the network receive: an attack of its own.</summary>
    private bool StandsOut(IpAddress host, Dictionary<IpAddress, long> packets) =>
        packets.Count == 1 || packets[host] >= thresholds.CarpetStandOut * (packets.Values.Sum() - packets[host]) / (packets.Count - 1.0);
}
