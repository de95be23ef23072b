using Suyuan.Model;
using Suyuan.Server.Api;
using Suyuan.Store;

namespace Suyuan.Server.Settings;

/// <summary>What raised thresholds would have left of a day.</summary>
/// <param name="From">First minute looked at; null, as <paramref name="To"/>: the store holds no attack.</param>
/// <param name="Events">Events with a minute over the thresholds in force.</param>
/// <param name="Stay">Those with a minute that is over the raised ones, however its packets lie in it.</param>
/// <param name="Gone">Those without a minute that could be.</param>
/// <param name="Open">The rest: between their mean and their peak.</param>
/// <param name="Changed">Events that are gone or open, those with the highest peaks first.</param>
public sealed record ApiThresholdPreview(
    DateTimeOffset? From, DateTimeOffset? To, int Events, int Stay, int Open, int Gone, IReadOnlyList<ApiPreviewedEvent> Changed);

/// <param name="Verdict"><c>open</c> or <c>gone</c>.</param>
public sealed record ApiPreviewedEvent(string Id, string Target, DateTimeOffset Start, IReadOnlyList<string> Vectors, long PeakPps, long PeakBps, string Verdict);

/// <summary>
/// Judges stored minutes again. The store keeps a minute's sums and peak, not the rate over its busiest ten seconds that detection compares, nor what of it had an honest cause:
/// the rate lies between the minute's mean and its peak, and all of it is taken as unexplained, as nearly all of an attack is.
/// </summary>
internal static class ThresholdPreview
{
    private const int Day = 1440;

    /// <summary>Rows that a page shows.</summary>
    private const int Listed = 50;

    /// <summary>Detection takes rates over so many seconds (DetectionThresholds.RateSeconds and Measure).</summary>
    private const int RateSeconds = 10;

    private enum Verdict
    {
        Gone,
        Open,
        Stays,
    }

    public static ApiThresholdPreview Of(IAttackReader store, RaisedThresholds raised, RaisedThresholds inForce)
    {
        IReadOnlyList<EventMinute> minutes = store.NewestTriggers(Day);
        if (minutes.Count == 0)
        {
            return new ApiThresholdPreview(null, null, 0, 0, 0, 0, []);
        }
        (EventMinute[] Minutes, Verdict Verdict)[] events =
            [.. minutes.GroupBy(minute => minute.EventId).Select(held => (held.ToArray(), held.Max(minute => Judge(minute.Minute, raised, inForce))))];
        long newest = minutes[^1].Minute.Minute;
        return new ApiThresholdPreview(
            Minute.ToTime(newest - Day + 1), Minute.ToTime(newest + 1), events.Length, events.Count(one => one.Verdict == Verdict.Stays), events.Count(one => one.Verdict == Verdict.Open),
            events.Count(one => one.Verdict == Verdict.Gone),
            [.. events.Where(one => one.Verdict != Verdict.Stays).Select(one => Row(one.Minutes, one.Verdict)).OrderByDescending(row => row.PeakBps).ThenBy(row => row.Id, StringComparer.Ordinal).Take(Listed)]);
    }

    /// <remarks>The minute is over the thresholds in force: where its peak shows which of two it cannot have passed, it passed the other.</remarks>
    private static Verdict Judge(AttackMinute minute, RaisedThresholds raised, RaisedThresholds inForce)
    {
        if (minute.SampledPackets < raised.SampledPackets)
        {
            return Verdict.Gone;
        }
        (double packets, double bits) mean = (minute.Packets / 60.0, minute.Octets * 8 / 60.0);
        // A peak over the whole minute says nothing of ten seconds in it, which can hold all of it at most.
        (double packets, double bits) most = minute.PeakSeconds <= RateSeconds
            ? (minute.PeakPackets, minute.PeakBits) : (minute.Packets / (double)RateSeconds, minute.Octets * 8 / (double)RateSeconds);
        if (minute.Vector.IsReflection)
        {
            bool sameLarge = raised.ReflectionBits == inForce.ReflectionBits;
            bool sameSmall = raised.SmallReflectionBits == inForce.SmallReflectionBits;
            return Between(
                (sameLarge && sameSmall) || mean.bits >= raised.ReflectionBits || (sameSmall && most.bits < inForce.ReflectionBits),
                most.bits >= Math.Min(raised.ReflectionBits, raised.SmallReflectionBits));
        }
        bool samePackets = raised.FloodPacketRate == inForce.FloodPacketRate;
        bool sameBits = raised.FloodBits == inForce.FloodBits;
        return Between(
            (samePackets && sameBits) || mean.packets >= raised.FloodPacketRate || mean.bits >= raised.FloodBits
                || (samePackets && most.bits < inForce.FloodBits) || (sameBits && most.packets < inForce.FloodPacketRate),
            most.packets >= raised.FloodPacketRate || most.bits >= raised.FloodBits);
    }

    private static Verdict Between(bool surely, bool maybe) => surely ? Verdict.Stays : maybe ? Verdict.Open : Verdict.Gone;

    private static ApiPreviewedEvent Row(EventMinute[] minutes, Verdict verdict)
    {
        AttackMinute first = minutes[0].Minute;
        return new ApiPreviewedEvent(
            minutes[0].EventId, first.Target.ToString(), ApiTime.Of(minutes.Min(minute => minute.Minute.First)),
            [.. minutes.Select(minute => minute.Minute.Vector.Token).Distinct().Order(StringComparer.Ordinal)],
            minutes.Max(minute => minute.Minute.PeakPackets), minutes.Max(minute => minute.Minute.PeakBits), verdict == Verdict.Gone ? "gone" : "open");
    }
}
