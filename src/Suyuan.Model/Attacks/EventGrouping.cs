namespace Suyuan.Model;

/// <summary>
/// The definition of an event, over the bursts of one target: a burst joins the open event if it starts less than the gap after the event's last burst ended and ends
/// within the cap of the event's beginning; otherwise it opens the next event, whole. Only a burst longer than the cap is cut, every cap from its start.
/// The cap is 24 h and follows a larger gap. A pause of exactly the gap makes two events.
/// </summary>
public static class EventGrouping
{
    /// <summary>The report's gap.</summary>
    public static readonly TimeSpan StandardGap = TimeSpan.FromHours(24);

    /// <summary>No event is longer than this, unless the gap is.</summary>
    private const long LeastCapMs = 24 * 3_600_000L;

    /// <param name="bursts">Of one target, in ascending order of start.</param>
    public static IReadOnlyList<IReadOnlyList<Burst>> Group(IReadOnlyList<Burst> bursts, TimeSpan gap)
    {
        ArgumentNullException.ThrowIfNull(bursts);
        long gapMs = (long)gap.TotalMilliseconds;
        long capMs = Math.Max(gapMs, LeastCapMs);
        List<IReadOnlyList<Burst>> events = [];
        List<Burst> open = [];
        foreach (Burst burst in bursts.SelectMany(whole => Cut(whole, capMs)))
        {
            if (open.Count > 0 && !(burst.Start - open[^1].End < gapMs && burst.End - open[0].Start <= capMs))
            {
                events.Add(open);
                open = [];
            }
            open.Add(burst);
        }
        if (open.Count > 0)
        {
            events.Add(open);
        }
        return events;
    }

    private static IEnumerable<Burst> Cut(Burst burst, long capMs)
    {
        long start = burst.Start;
        while (burst.End - start > capMs)
        {
            yield return burst with { Start = start, End = start + capMs - 1 };
            start += capMs;
        }
        yield return burst with { Start = start };
    }
}
