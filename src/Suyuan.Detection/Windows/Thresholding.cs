using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Conditions on the first look's counters that every verdict of the second look implies.</summary>
internal static class Thresholding
{
    /// <summary>The counter could be an attack, or the edge of one next to it.</summary>
    public static bool CouldMatter<TAddress>(DetectionThresholds thresholds, in TargetCounter<TAddress> counter)
        where TAddress : unmanaged, IEquatable<TAddress> =>
        Passes(thresholds, counter, thresholds.EdgeShare);

    /// <summary>The counter could be over a threshold.</summary>
    public static bool CouldTrigger<TAddress>(DetectionThresholds thresholds, in TargetCounter<TAddress> counter)
        where TAddress : unmanaged, IEquatable<TAddress> => Passes(thresholds, counter, 1);

    private static bool Passes<TAddress>(DetectionThresholds thresholds, in TargetCounter<TAddress> counter, double part)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        // Rates are taken over at least so many seconds, so a minute's counts bound them from above.
        double seconds = thresholds.RateSeconds;
        if (counter.Sampled < thresholds.SampledPackets * part)
        {
            return false;
        }
        // Fragments may be a flood's or turn out to be an answer's.
        bool fragments = counter.Code == VectorCatalog.FragmentFlood.Code;
        AttackVector vector = new(counter.Code);
        double bits = fragments || vector.Service is { HasSignature: false } ? thresholds.ReflectionBits : Math.Min(thresholds.ReflectionBits, thresholds.SmallReflectionBits);
        return ((vector.IsReflection || fragments)
                && counter.Packets >= thresholds.ReflectionPacketsInTenSeconds * part && counter.Octets * 8.0 >= bits * part * seconds)
            || (!vector.IsReflection
                && counter.Packets >= thresholds.FloodPackets * part
                && (counter.Packets >= thresholds.FloodPacketRate * part * seconds || counter.Octets * 8.0 >= thresholds.FloodBits * part * seconds));
    }
}
