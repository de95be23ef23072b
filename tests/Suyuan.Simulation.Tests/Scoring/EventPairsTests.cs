using Suyuan.Simulation.Scoring;
using Xunit;
using static Suyuan.Simulation.Tests.Scoring.SmallTruth;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class EventPairsTests
{
    [Theory]
    [InlineData(100, 200, true)]
    [InlineData(200, 300, true)]
    [InlineData(259, 300, true)]
    [InlineData(260, 300, true)]
    [InlineData(261, 300, false)]
    [InlineData(0, 40, true)]
    [InlineData(0, 39, false)]
    public void Events_of_one_target_are_the_same_within_a_minute(int from, int to, bool same) =>
        Assert.Equal(same, Pairs([Event("t", "192.0.2.1", 100, 200)], [Event("f", "192.0.2.1", from, to)]).Count == 1);

    [Theory]
    // Half of a true /24 are 128 hosts.
    [InlineData("192.0.2.0/24", "192.0.2.0/25", true)]
    [InlineData("192.0.2.0/24", "192.0.2.0/26", false)]
    [InlineData("192.0.2.0/24", "192.0.2.1", false)]
    [InlineData("198.51.96.0/20", "198.51.100.0/24", false)]
    // Whatever was found around it, the hosts attacked there are those of the truth.
    [InlineData("192.0.2.1", "192.0.2.0/24", true)]
    [InlineData("192.0.2.0/24", "192.0.0.0/20", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::/64", "2001:db8::1", false)]
    [InlineData("2001:db8::1", "2001:db8::/64", true)]
    public void One_target_may_contain_the_other_if_half_of_the_attacked_hosts_are_covered(string truth, string found, bool same) =>
        Assert.Equal(same, Pairs([Event("t", truth, 0, 60)], [Event("f", found, 0, 60)]).Count == 1);

    [Fact]
    public void A_prefix_around_two_attacked_hosts_may_be_either_but_around_three_none()
    {
        EventFinding[] found = [Event("f", "192.0.2.0/24", 0, 60)];
        Assert.Equal(2, Pairs([Event("a", "192.0.2.1", 0, 60), Event("b", "192.0.2.2", 0, 60)], found).Count);
        Assert.Empty(Pairs([Event("a", "192.0.2.1", 0, 60), Event("b", "192.0.2.2", 0, 60), Event("c", "192.0.2.3", 0, 60)], found));
    }

    [Fact]
    public void Hosts_attacked_at_other_times_do_not_count_and_hosts_of_an_attacked_prefix_count_once()
    {
        EventFinding[] found = [Event("f", "192.0.0.0/20", 0, 60)];
        // 256 hosts are attacked at that time, however often they are told.
        EventFinding[] truth =
        [
            Event("a", "192.0.2.0/24", 0, 60), Event("b", "192.0.2.0/25", 0, 60), Event("c", "192.0.2.128/25", 0, 60), Event("d", "192.0.2.0/26", 0, 60),
            Event("e", "192.0.3.0/24", 9_000, 9_060), Event("f", "192.0.4.0/24", 9_000, 9_060),
        ];
        Assert.Equal(["a", "b", "c"], Pairs(truth, found).Select(pair => pair.Truth.Id));
    }

    [Fact]
    public void The_longest_time_in_common_wins()
    {
        EventPair match = Assert.Single(Match([Event("t", "192.0.2.1", 0, 100)], [Event("early", "192.0.2.1", -50, 40), Event("late", "192.0.2.1", 50, 100)]));
        Assert.Equal("late", match.Found.Id);
    }

    [Fact]
    public void Of_equal_times_the_equal_target_wins_and_else_the_first()
    {
        Assert.Equal("host", Assert.Single(Match([Event("t", "192.0.2.1", 0, 60)], [Event("around", "192.0.2.0/24", 0, 60), Event("host", "192.0.2.1", 0, 60)])).Found.Id);
        Assert.Equal("a", Assert.Single(Match([Event("t", "192.0.2.1", 0, 60)], [Event("b", "192.0.2.1", 0, 60), Event("a", "192.0.2.1", 0, 60)])).Found.Id);
    }

    [Fact]
    public void A_find_between_two_true_events_leaves_neither_without_its_own() =>
        Assert.Equal(
            ["a-1", "b-2"],
            Match(
                [Event("a", "192.0.2.1", 0, 100), Event("b", "192.0.2.1", 130, 230)],
                [Event("1", "192.0.2.1", -30, 20), Event("2", "192.0.2.1", 30, 180)])
            .Select(pair => $"{pair.Truth.Id}-{pair.Found.Id}").Order());

    private static IReadOnlyList<EventPair> Pairs(EventFinding[] truth, EventFinding[] found) => EventPairs.Of(truth, found);

    private static IReadOnlyList<EventPair> Match(EventFinding[] truth, EventFinding[] found) => EventPairs.Match(EventPairs.Of(truth, found));
}
