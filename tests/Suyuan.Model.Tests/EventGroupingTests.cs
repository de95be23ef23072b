using CsCheck;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class EventGroupingTests
{
    private const long Hour = 3_600_000;
    private static readonly IpPrefix s_target = IpPrefix.Parse("192.0.2.1");

    [Fact]
    public void A_pause_of_exactly_24_hours_makes_two_events_and_a_millisecond_less_one()
    {
        Assert.Equal(2, Count(24, (0, 0), (24 * Hour, 24 * Hour)));
        Assert.Equal(1, Count(24, (0, 0), ((24 * Hour) - 1, (24 * Hour) - 1)));
    }

    [Fact]
    public void A_burst_that_would_end_after_24_hours_opens_the_next_event_whole()
    {
        IReadOnlyList<IReadOnlyList<Burst>> events = Group(24, (0, Hour), (20 * Hour, 25 * Hour), (26 * Hour, 27 * Hour));
        Assert.Equal(2, events.Count);
        Assert.Equal(20 * Hour, events[1][0].Start);
        Assert.Equal(25 * Hour, events[1][0].End);
    }

    [Fact]
    public void Only_a_burst_longer_than_24_hours_is_cut()
    {
        IReadOnlyList<IReadOnlyList<Burst>> events = Group(24, (0, 60 * Hour));
        Assert.Equal([0, 24 * Hour, 48 * Hour], events.Select(one => one[0].Start));
        Assert.Equal(60 * Hour, events[2][0].End);
        Assert.Single(Group(24, (0, 24 * Hour)));
    }

    [Fact]
    public void The_cap_follows_the_gap_but_is_never_below_24_hours()
    {
        Assert.Equal(1, Count(1, (0, Hour), ((2 * Hour) - 1, 23 * Hour)));
        Assert.Equal(1, Count(48, (0, Hour), (40 * Hour, 47 * Hour)));
        Assert.Equal(2, Count(48, (0, Hour), (40 * Hour, 49 * Hour)));
    }

    [Fact]
    public void No_burst_is_lost_and_no_event_is_longer_than_its_cap() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 3000]).Array[1, 20].Sample(steps =>
        {
            List<(long, long)> bursts = [];
            long at = 0;
            foreach ((int pause, int length) in steps)
            {
                long start = at + 300_001 + (pause * 60_000L);
                bursts.Add((start, start + (length * 60_000L)));
                at = start + (length * 60_000L);
            }
            IReadOnlyList<IReadOnlyList<Burst>> events = Group(24, [.. bursts]);
            return events.All(one => one[^1].End - one[0].Start <= 24 * Hour)
                && bursts.All(burst => events.SelectMany(one => one).Any(part => part.Start == burst.Item1))
                && events[^1][^1].End == bursts[^1].Item2;
        });

    private static int Count(int gapHours, params (long Start, long End)[] bursts) => Group(gapHours, bursts).Count;

    private static IReadOnlyList<IReadOnlyList<Burst>> Group(int gapHours, params (long Start, long End)[] bursts) =>
        EventGrouping.Group(bursts.Select(burst => new Burst(s_target, burst.Start, burst.End)).ToArray(), TimeSpan.FromHours(gapHours));
}
