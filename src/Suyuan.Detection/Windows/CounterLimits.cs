using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Conditions on the first look's counters that every verdict of the second look implies: by vector, since each of a million counters is asked.</summary>
internal sealed class CounterLimits
{
    private readonly Limit[] _byCode = new Limit[VectorCatalog.Tokens.Length];
    private readonly long[] _leastPackets = new long[VectorCatalog.Tokens.Length];
    private readonly double _sampled;

    private CounterLimits(DetectionThresholds thresholds, double part)
    {
        _sampled = thresholds.SampledPackets * part;
        for (int code = 1; code < _byCode.Length; code++)
        {
            Limit limit = Of(thresholds, part, new AttackVector((byte)code));
            _byCode[code] = limit;
            // Of a counter without packets there is nothing to say, whatever the thresholds.
            _leastPackets[code] = Math.Max(1, (long)Math.Ceiling(Math.Min(limit.AnswerPackets, limit.FloodPackets)));
        }
    }

    /// <summary>The counter could be an attack, or the edge of one next to it.</summary>
    public static CounterLimits OfWhatMatters(DetectionThresholds thresholds) => new(thresholds, thresholds.EdgeShare);

    /// <summary>The counter could be over a threshold.</summary>
    public static CounterLimits OfTriggers(DetectionThresholds thresholds) => new(thresholds, 1);

    /// <summary>By vector: a counter of fewer estimated packets never passes.</summary>
    public ReadOnlySpan<long> LeastPackets => _leastPackets;

    /// <param name="counter">Not an empty slot.</param>
    public bool Pass<TAddress>(in TargetCounter<TAddress> counter)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        if (counter.Sampled < _sampled)
        {
            return false;
        }
        ref readonly Limit limit = ref _byCode[counter.Code];
        (double packets, double bits) = (counter.Packets, counter.Octets * 8.0);
        return (packets >= limit.AnswerPackets && bits >= limit.AnswerBits)
            || (packets >= limit.FloodPackets && (packets >= limit.FloodRatePackets || bits >= limit.FloodBits));
    }

    private static Limit Of(DetectionThresholds thresholds, double part, AttackVector vector)
    {
        // Rates are taken over at least so many seconds, so a minute's counts bound them from above.
        double seconds = thresholds.RateSeconds;
        // Fragments may be a flood's or turn out to be an answer's.
        bool fragments = vector == VectorCatalog.FragmentFlood;
        double bits = fragments || vector.Service is { HasSignature: false } ? thresholds.ReflectionBits : Math.Min(thresholds.ReflectionBits, thresholds.SmallReflectionBits);
        bool answers = vector.IsReflection || fragments;
        return new Limit(
            answers ? thresholds.ReflectionPacketsInTenSeconds * part : double.PositiveInfinity, bits * part * seconds,
            vector.IsReflection ? double.PositiveInfinity : thresholds.FloodPackets * part, thresholds.FloodPacketRate * part * seconds, thresholds.FloodBits * part * seconds);
    }

    private readonly record struct Limit(double AnswerPackets, double AnswerBits, double FloodPackets, double FloodRatePackets, double FloodBits);
}
