using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>
/// Tells a scanner that looks for reflectors from a victim of them (methods.md §2.1 item 8): a scanner hears from each responder once, so its responders are
/// others in every minute; a victim's stay. It is no event, and its responders are exposed, not abused.
/// </summary>
internal sealed class ScannerVeto(DetectionThresholds thresholds)
{
    /// <summary>Records of one reflection vector on one target in two consecutive minutes.</summary>
    public bool TurnsOver(List<TargetRecord> before, List<TargetRecord> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        (Dictionary<IpAddress, long> earlier, long packets) = BySource(before);
        (Dictionary<IpAddress, long> later, long packetsLater) = BySource(after);
        // A responder answers a scanner with a packet or two.
        if (packets > thresholds.ScannerPackets * earlier.Count || packetsLater > thresholds.ScannerPackets * later.Count)
        {
            return false;
        }
        bool sampled = before.Exists(record => record.Sampling > 1) || after.Exists(record => record.Sampling > 1);
        double expected = sampled
            ? (double)earlier.Count * later.Count / Math.Max(Population(earlier, packets), Population(later, packetsLater))
            : Math.Min(earlier.Count, later.Count);
        return expected >= thresholds.ScannerRepeatsExpected && earlier.Keys.Count(later.ContainsKey) < thresholds.ScannerRepeatShare * expected;
    }

    private static (Dictionary<IpAddress, long> Sources, long Packets) BySource(List<TargetRecord> records)
    {
        Dictionary<IpAddress, long> sources = [];
        long packets = 0;
        foreach (TargetRecord record in records.Where(record => record.Counts))
        {
            sources[record.Peer] = sources.GetValueOrDefault(record.Peer) + record.Sampled;
            packets += record.Sampled;
        }
        return (sources, packets);
    }

    /// <summary>How many responders there would be if each sampled packet were drawn from the same set: from packets that share a source (methods.md §4.2).</summary>
    private static double Population(Dictionary<IpAddress, long> sources, long packets)
    {
        double pairs = sources.Values.Sum(count => count * (count - 1.0) / 2);
        return pairs == 0 ? double.PositiveInfinity : packets * (packets - 1.0) / 2 / pairs;
    }
}
