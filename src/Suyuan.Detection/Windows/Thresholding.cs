using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Conditions on the first look's counters that every verdict of the second look implies.</summary>
internal static class Thresholding
{
    /// <summary>The counter could be an attack, or the edge of one next to it.</summary>
    public static bool CouldMatter(DetectionThresholds thresholds, AttackVector vector, in TargetCounter counter)
    {
        double part = thresholds.EdgeShare;
        // Rates are taken over at least a second, so a minute's counts bound them from above.
        return vector.IsReflection
            ? counter.Packets >= thresholds.ReflectionPacketsInTenSeconds * part && counter.Octets * 8.0 >= thresholds.ReflectionBits * part
            : counter.Packets >= thresholds.FloodPackets * part
              && (counter.Packets >= thresholds.FloodPacketRate * part || counter.Octets * 8.0 >= thresholds.FloodBits * part);
    }
}
