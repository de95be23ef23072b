using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>Sources whose own count is improbable under a uniform draw: real ones beside a sweep (methods.md §4.3, peeling).</summary>
internal static class BusySources
{
    public static HashSet<IpAddress> Find(IReadOnlyCollection<SourceEvidence> sources, AttributionThresholds thresholds)
    {
        long[] counts = [.. sources.Select(source => source.SampledPackets).Order()];
        double mean = Mean(counts, thresholds);
        double drawn = counts.Length / (1 - Math.Exp(-mean));
        long limit = thresholds.PeelPackets;
        while (limit < counts[^1] && Expected(limit) >= thresholds.PeelExpected)
        {
            limit++;
        }
        return Expected(limit) >= thresholds.PeelExpected
            ? []
            : [.. sources.Where(source => source.SampledPackets >= limit).Select(source => source.Source)];

        double Expected(long packets) => drawn * (1 - PoissonLimit.AtMost(packets - 1, mean));
    }

    /// <summary>
    /// Packets per address of the draw, from singles and doubles (2 f₂ / f₁ for a Poisson variable), or from the median where nearly every source was seen often.
    /// </summary>
    private static double Mean(long[] counts, AttributionThresholds thresholds)
    {
        long singles = counts.LongCount(count => count == 1);
        long doubles = counts.LongCount(count => count == 2);
        double median = counts[counts.Length / 2];
        double mean = median >= thresholds.PeelPackets || singles == 0 ? median : 2.0 * doubles / singles;
        // All singles so far: whatever was seen three times stands out.
        return mean > 0 ? mean : 1.0 / Math.Max(singles, 1);
    }
}
