using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;
using static Suyuan.Simulation.Tests.Scoring.SmallTruth;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class EventScoresTests
{
    [Fact]
    public void Fragments_beyond_the_first_are_false()
    {
        Score score = Score(
            Of([Event("t", "192.0.2.1", 0, 600)]),
            Of([Event("1", "192.0.2.1", 0, 250), Event("2", "192.0.2.1", 260, 600), Event("3", "192.0.2.1", 610, 640)]));

        Assert.Equal((1, 1, 2), Counts(score.Row("events")));
        Assert.Equal(1.0 / 3, score.Row("events").Precision);
        Assert.Equal(2, score.Row("events").CountError);
        Assert.Equal(["1", "3"], score.Mistakes.Where(one => one is { Side: "false", What: "event" }).Select(one => one.EventId).Order());
        Assert.All(score.Mistakes.Where(one => one.Side == "false"), one => Assert.Equal("a further fragment of a true event", one.Reason));
    }

    [Theory]
    [InlineData("udp-flood", 19_999, 999_999_999, 100, 60, false)]
    [InlineData("udp-flood", 20_000, 0, 0, 60, true)]
    [InlineData("udp-flood", 0, 1_000_000_000, 0, 60, true)]
    [InlineData("udp-flood", 50_000, 0, 0, 59, false)]
    [InlineData("ntp-reflection", 50_000, 99_999_999, 100, 60, false)]
    [InlineData("ntp-reflection", 0, 100_000_000, 10, 60, true)]
    [InlineData("ntp-reflection", 0, 100_000_000, 9, 60, false)]
    [InlineData("memcached-reflection", 0, 100_000_000, 1, 60, true)]
    [InlineData("tcp-reflection", 0, 100_000_000, 9, 60, false)]
    [InlineData("ntp-reflection+udp-flood", 20_000, 0, 0, 60, true)]
    public void What_lies_below_the_trigger_or_the_floor_is_not_asked_for(string vectors, long packets, long bits, int reflectors, long sampled, bool inScope)
    {
        EventFinding truth = Event("t", "192.0.2.1", 0, 60, vectors) with { PeakPackets = packets, PeakBits = bits, Reflectors = reflectors, SampledPackets = sampled };
        ScoreRow missed = Score(Of([truth]), Of([])).Row("events");
        // Found twice: neither a success nor a false alarm.
        ScoreRow found = Score(Of([truth]), Of([Event("1", "192.0.2.1", 0, 20, vectors), Event("2", "192.0.2.1", 20, 60, vectors)])).Row("events");

        Assert.Equal(inScope ? (1, 0, 0) : (0, 0, 0), Counts(missed));
        Assert.Equal(inScope ? (1, 1, 1) : (0, 0, 0), Counts(found));
        Assert.Equal(inScope ? (0, 0) : (1, 1), (found.TruthOutOfScope, found.FoundOutOfScope));
    }

    [Fact]
    public void Counts_that_the_truth_does_not_tell_put_nothing_out_of_scope()
    {
        EventFinding told = Event("t", "192.0.2.1", 0, 60) with { PeakPackets = null, PeakBits = null, SampledPackets = null, Reflectors = null };
        Assert.Equal((1, 0, 0), Counts(Score(Of([told]), Of([])).Row("events")));
        // The components tell that there was too little of it.
        Assert.Equal((0, 0, 0), Counts(Score(Of([told], null, [Part("t", ComponentClass.Real, 59)]), Of([])).Row("events")));
    }

    [Fact]
    public void Http_floods_and_entries_of_logs_have_rows_of_their_own()
    {
        Score score = Score(
            Of([Event("h", "192.0.2.1", 0, 60, "http-flood") with { PeakPackets = 10 }, Event("o", "192.0.2.2", 0, 60, "", EventBasis.Command), Event("s", "192.0.2.3", 0, 60, "", EventBasis.Sensor)]),
            Of([Event("1", "192.0.2.1", 0, 60, "syn-flood"), Event("2", "192.0.2.2", 0, 60, "", EventBasis.Command), Event("3", "192.0.2.9", 0, 60, "", EventBasis.Sensor)]));

        Assert.Equal((0, 0, 0), Counts(score.Row("events")));
        Assert.Equal((1, 1, 0), Counts(score.Row("events of http-flood")));
        Assert.Equal((1, 1, 0), Counts(score.Row("events known from orders")));
        Assert.Equal((1, 0, 1), Counts(score.Row("events known from sensors")));
        Assert.Equal(0, score.FalseAlarms.Events);
    }

    [Theory]
    [InlineData("udp-flood", 60_000, 6_000, "nothing found on the target then")]
    [InlineData("udp-flood", 24_000, 6_000, "barely above the trigger")]
    [InlineData("icmp-flood+udp-flood", 39_000, 6_000, "several vectors, each perhaps below the trigger")]
    [InlineData("udp-flood", 60_000, 299, "fewer than 30 packets observed a minute")]
    public void A_missed_event_comes_with_a_guess(string vectors, long packets, long sampled, string reason)
    {
        EventFinding truth = Event("t", "192.0.2.0/24", 0, 600, vectors) with { PeakPackets = packets, PeakBits = 0, SampledPackets = sampled };
        Assert.Equal(reason, Assert.Single(Score(Of([truth]), Of([])).Mistakes).Reason);
        Score hosts = Score(Of([truth]), Of([Event("f", "192.0.2.1", 0, 600)]));
        Assert.Equal(["found as hosts or narrower prefixes", "part of an attacked prefix"], hosts.Mistakes.Select(one => one.Reason));
    }

    [Fact]
    public void An_order_is_no_false_entry_where_the_truth_shows_the_attack()
    {
        EventFinding small = Event("t", "192.0.2.1", 0, 60) with { SampledPackets = 5 };
        Assert.Equal((0, 0, 0), Counts(Score(Of([small]), Of([Event("1", "192.0.2.1", 0, 60, "", EventBasis.Command)])).Row("events known from orders")));
    }

    [Fact]
    public void Vectors_and_sampling_intervals_are_counted_apart()
    {
        Score score = Score(
            Of([Event("a", "192.0.2.1", 0, 60, "syn-flood+udp-flood"), Event("b", "192.0.2.2", 0, 60, "syn-flood") with { Sampling = 100 }]),
            Of([Event("1", "192.0.2.1", 0, 60, "icmp-flood+udp-flood"), Event("2", "192.0.2.9", 0, 60, "syn-flood") with { Sampling = 100 }]));

        Assert.Equal((2, 0, 1), Counts(score.Row("events", "syn-flood")));
        Assert.Equal((1, 1, 0), Counts(score.Row("events", "udp-flood")));
        Assert.Equal((0, 0, 1), Counts(score.Row("events", "icmp-flood")));
        Assert.Equal((1, 1, 0), Counts(score.Row("events", "1 in 1000")));
        Assert.Equal((1, 0, 1), Counts(score.Row("events", "1 in 100")));
        // One of {syn, udp, icmp} in common.
        Assert.Equal(new VectorSets(1, 1.0 / 3, 0), score.VectorSets);
        Assert.Contains(score.Mistakes, one => one is { Side: "differs", What: "vectors", Reason: "-syn-flood +icmp-flood" });
    }

    [Fact]
    public void Start_errors_are_absolute_and_quantiles_are_measured_values()
    {
        int[] errors = [0, -10, 20, 61];
        Score score = Score(
            Of(errors.Select((_, index) => Event($"t{index}", $"192.0.2.{index}", 1000, 1600))),
            Of(errors.Select((error, index) => Event($"f{index}", $"192.0.2.{index}", 1000 + error, 1600))));

        Assert.Equal(new StartError(4, 0.75, 10, 61), score.StartError);
        Assert.False(score.Bar("events: start within one minute").Met);
        Assert.Contains(score.Mistakes, one => one is { What: "start", Reason: "found late", Subject: "192.0.2.3" });
    }

    [Fact]
    public void False_alarms_are_counted_by_the_day_and_judged_on_background_alone()
    {
        Findings found = Of([Event("1", "192.0.2.1", 0, 60), Event("2", "192.0.2.2", 0, 60), Event("3", "192.0.2.3", 0, 60)]);
        Score background = Score(Of([]), found);
        Assert.Equal(1.5, background.FalseAlarms.PerDay);
        Assert.False(background.Bar("false alarms a day, background only").Met);
        Assert.Null(background.Row("events").Recall);
        Assert.True(Score(Of([]), Of([])).Bar("false alarms a day, background only").Met);
        Assert.Null(Score(Of([Event("t", "192.0.2.1", 0, 60)]), found).Bar("false alarms a day, background only").Met);
    }

    private static (long Truth, long Right, long False) Counts(ScoreRow row) => (row.Truth, row.Right, row.False);
}
