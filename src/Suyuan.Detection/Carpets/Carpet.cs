using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Carpets;

/// <summary>One vector on many hosts of a /24 (IPv6 /64) in one minute.</summary>
/// <param name="Hosts">Whose records of the vector it takes.</param>
internal sealed record Carpet(IpPrefix Network, VectorVerdict Verdict, IReadOnlySet<IpAddress> Hosts);

/// <summary>
/// Which networks are carpet bombed in a minute (methods.md §2.1 item 5): a host over the threshold by itself stays a host; the others together can make
/// their network a target; where many are over it by themselves, the network is the target of all.
/// </summary>
internal sealed class CarpetJudge(DetectionThresholds thresholds, VectorJudge judge)
{
    /// <param name="hosts">Hosts of one network with their vectors and verdicts.</param>
    /// <param name="ongoing">The network was a target of the vector in the minute before.</param>
    /// <param name="usual">What the network usually carries, by vector code.</param>
    public IEnumerable<Carpet> Judge(
        IpPrefix network, long minute, IReadOnlyList<(VectorSplit Split, List<VectorVerdict> Verdicts)> hosts, Func<byte, bool> ongoing,
        Func<byte, UsualTraffic?> usual, bool warm)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        foreach (byte code in hosts.SelectMany(host => host.Split.ByVector.Keys).Distinct().Order())
        {
            HashSet<IpAddress> alone = hosts.Where(host => host.Verdicts.Exists(verdict => verdict.Trigger && verdict.Vector.Code == code))
                .Select(host => host.Split.Target.Host).ToHashSet();
            bool takesAll = alone.Count >= thresholds.CarpetHosts || (alone.Count >= thresholds.CarpetHostsOngoing && ongoing(code));
            List<TargetRecord> records = [];
            HashSet<IpAddress> taken = [];
            foreach ((VectorSplit split, _) in hosts)
            {
                if (split.ByVector.TryGetValue(code, out List<TargetRecord>? own) && (takesAll || !alone.Contains(split.Target.Host)))
                {
                    records.AddRange(own);
                    taken.Add(split.Target.Host);
                }
            }
            if (taken.Count >= thresholds.CarpetHosts
                && judge.JudgeCarpet(new AttackVector(code), minute, records, usual(code), warm) is VectorVerdict verdict)
            {
                yield return new Carpet(network, verdict, taken);
            }
        }
    }
}
