using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Spreads a long flow's counts over the minutes it covers: integers whose sum over the minutes is exactly the count.</summary>
internal static class Spreading
{
    /// <summary>
    /// The share of <paramref name="count"/> that falls into a minute, taking the flow's packets as evenly spaced over [start, start + duration].
    /// </summary>
    public static long Share(long count, long start, uint duration, long minute)
    {
        long first = Minute.Of(start);
        long last = Minute.Of(start + duration);
        if (first == last)
        {
            return minute == first ? count : 0;
        }
        if (minute < first || minute > last)
        {
            return 0;
        }
        long total = (long)duration + 1;
        long from = Math.Max(Minute.Start(minute) - start, 0);
        long to = Math.Min(Minute.End(minute) - start, total);
        // Cumulative, rounded down: neighbouring minutes share their boundary, so nothing is lost or doubled.
        return Cumulative(count, to, total) - Cumulative(count, from, total);
    }

    /// <summary>The same of octets: each packet takes its own along, so that a minute's mean length is the flow's.</summary>
    public static long Octets(long octets, long packets, long start, uint duration, long minute) =>
        Minute.Of(start) == Minute.Of(start + duration)
            ? Share(octets, start, duration, minute)
            : Before(packets, octets, start, duration, minute + 1).Octets - Before(packets, octets, start, duration, minute).Octets;

    /// <summary>What the flow has carried before a minute begins: shares are the differences of neighbours.</summary>
    public static (long Packets, long Octets) Before(long packets, long octets, long start, uint duration, long minute)
    {
        long total = (long)duration + 1;
        long elapsed = Math.Clamp(Minute.Start(minute) - start, 0, total);
        long carried = Cumulative(packets, elapsed, total);
        return (carried, packets <= 0 ? Cumulative(octets, elapsed, total) : Carried(carried));

        // Division of wide integers is slow, and few records need it.
        long Carried(long of) => octets < 1L << 32 && of < 1L << 31 ? octets * of / packets : (long)((Int128)octets * of / packets);
    }

    private static long Cumulative(long count, long elapsed, long total) =>
        count < 1L << 40 && elapsed < 1L << 22 ? count * elapsed / total : (long)((Int128)count * elapsed / total);
}
