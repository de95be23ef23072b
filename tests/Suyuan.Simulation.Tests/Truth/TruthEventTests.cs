using Suyuan.Simulation.Tests.Worlds;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Truth;

public sealed class TruthEventTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(60 + 300, 1, 1)]
    [InlineData(60 + 301, 1, 2)]
    public void A_pause_over_300_seconds_ends_a_burst_but_not_the_event(int secondsLater, int events, int bursts)
    {
        IReadOnlyList<TruthEvent> found = Events(0, secondsLater * 1000L);
        Assert.Equal(events, found.Count);
        Assert.Equal(bursts, found[0].Bursts.Count);
    }

    [Fact]
    public void A_burst_that_ends_within_24_hours_of_the_beginning_joins() => Assert.Single(Events(0, (24 * Hour) - 60_000));

    [Fact]
    public void A_burst_that_ends_later_opens_the_next_event_whole() => Assert.Equal(2, Events(0, (24 * Hour) - 59_999).Count);

    [Fact]
    public void A_pause_of_exactly_24_hours_makes_two_events() => Assert.Equal(2, Events(0, 60_000 + (24 * Hour)).Count);

    [Fact]
    public void Targets_are_apart()
    {
        World world = SmallWorld.Of(
            ExportEncoding.NetFlow9,
            SmallWorld.Flood("192.0.2.1", 0, 60, new ForgedSources(60)),
            SmallWorld.Flood("192.0.2.2", 0, 60, new ForgedSources(60)));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], TruthEvent.Of(world).Select(truth => truth.Target.ToString()));
    }

    private static IReadOnlyList<TruthEvent> Events(params long[] starts) => TruthEvent.Of(SmallWorld.Of(
        ExportEncoding.NetFlow9, [.. starts.Select(start => SmallWorld.Flood("192.0.2.1", start, 60, new ForgedSources(60)))]));
}
