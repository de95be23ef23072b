using System.Buffers.Binary;

namespace Suyuan.Telemetry.Templates;

/// <summary>Sampling rates as one in N, from the ways that exporters put them.</summary>
internal static class PacketSampling
{
    /// <summary>RFC 5477 §8.2: <paramref name="interval"/> packets are taken, then <paramref name="space"/> packets are left out.</summary>
    public static uint? Interval(long interval, long space) =>
        interval is > 0 and < uint.MaxValue && space is >= 0 and < uint.MaxValue ? Whole((interval + space + (interval / 2)) / interval) : null;

    /// <summary>RFC 5477 §8.2: <paramref name="size"/> packets of every <paramref name="population"/>.</summary>
    public static uint? OfPopulation(long size, long population) =>
        size is > 0 and < uint.MaxValue && population is > 0 and < uint.MaxValue && size <= population ? Whole((population + (size / 2)) / size) : null;

    /// <summary>A float of four or eight octets, above 0 and at most 1.</summary>
    public static uint? OfProbability(ReadOnlySpan<byte> octets)
    {
        double probability = octets.Length switch
        {
            4 => BinaryPrimitives.ReadSingleBigEndian(octets),
            8 => BinaryPrimitives.ReadDoubleBigEndian(octets),
            _ => 0,
        };
        return probability is > 1.0 / uint.MaxValue and <= 1 ? Whole((long)Math.Round(1 / probability)) : null;
    }

    public static uint? Whole(long interval) => interval is > 0 and <= uint.MaxValue ? (uint)interval : null;
}
