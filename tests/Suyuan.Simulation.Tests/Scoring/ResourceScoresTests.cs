using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;
using static Suyuan.Simulation.Tests.Scoring.SmallTruth;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class ResourceScoresTests
{
    private static readonly EventFinding s_truth = Event("t", "192.0.2.1", 0, 60);
    private static readonly EventFinding s_found = Event("f", "192.0.2.1", 0, 60);

    [Fact]
    public void Bots_are_right_at_two_confidences_and_unknown_below_three_packets()
    {
        Score score = Score(
            Of([s_truth], [Bot("t", "10.1.0.1"), Bot("t", "10.1.0.2"), Bot("t", "10.1.0.3"), Bot("t", "10.1.0.4", sampled: 2)]),
            Of([s_found], [Bot("f", "10.1.0.1"), Bot("f", "10.1.0.2", confidence: 0.5), Bot("f", "10.1.0.3", confidence: 0.4), Bot("f", "10.1.0.4"), Bot("f", "10.9.9.9", confidence: 0.5)]));

        Assert.Equal(new ScoreRow("bots", "all", 0.5, Truth: 3, Right: 2, False: 1, TruthOutOfScope: 1, FoundOutOfScope: 1), score.Row("bots", confidence: 0.5));
        Assert.Equal(new ScoreRow("bots", "all", 0.8, Truth: 3, Right: 1, False: 0, TruthOutOfScope: 1, FoundOutOfScope: 1), score.Row("bots", confidence: 0.8));
        Assert.Equal(["10.1.0.3"], score.Mistakes.Where(one => one.Side == "missed").Select(one => one.Subject.Split(' ')[^1]));
        Assert.Equal("found at confidence 0.4 by ", score.Mistakes.First(one => one.Side == "missed").Reason);
    }

    [Fact]
    public void Packets_of_a_bot_are_summed_over_events_in_scope_only()
    {
        EventFinding other = Event("t2", "192.0.2.2", 0, 60);
        EventFinding small = Event("t3", "192.0.2.3", 0, 60) with { SampledPackets = 10 };
        ResourceFinding[] bots = [Bot("t", "10.1.0.1", 2), Bot("t2", "10.1.0.1", 1), Bot("t", "10.1.0.2", 2), Bot("t3", "10.1.0.2", 9)];
        ScoreRow row = Score(Of([s_truth, other, small], bots), Of([])).Row("bots", confidence: 0.5);
        Assert.Equal((1, 1), (row.Truth, row.TruthOutOfScope));
    }

    [Fact]
    public void Reflectors_are_the_same_only_by_protocol()
    {
        EventFinding truth = Event("t", "192.0.2.1", 0, 60, "dns-reflection+ntp-reflection");
        ResourceFinding[] told = [.. Enumerable.Range(1, 20).Select(index => Reflector("t", $"10.1.0.{index}", index <= 10 ? "ntp" : "dns"))];
        ResourceFinding[] found = [.. Enumerable.Range(1, 20).Select(index => Reflector("f", $"10.1.0.{index}", index is <= 10 or 11 ? "ntp" : "dns", confidence: index == 20 ? 0.6 : 0.9))];
        Score score = Score(Of([truth], told), Of([truth with { Id = "f" }], found));

        Assert.Equal((10L, 10L, 1L), Counts(score.Row("reflectors", "ntp")));
        Assert.Equal((10L, 9L, 0L), Counts(score.Row("reflectors", "dns")));
        Assert.Equal((20L, 18L, 1L), Counts(score.Row("reflectors", confidence: 0.8)));
        Assert.Equal((20L, 19L, 1L), Counts(score.Row("reflectors", confidence: 0.5)));
        Assert.Equal((20L, 19L, 1L), Counts(score.Row("reflectors", "1 in 1000")));
        Assert.False(score.Bar("reflectors, NTP: precision").Met);
        Assert.True(score.Bar("reflectors, DNS: precision").Met);
        Assert.Null(score.Bar("reflectors, SSDP: precision").Met);
        Assert.Contains(score.Mistakes, one => one is { Side: "false", Reason: "in truth it is a reflector dns" });
    }

    [Fact]
    public void A_router_needs_its_packets_in_one_event_at_one_interface_and_each_scope_is_a_row()
    {
        EventFinding other = Event("t2", "192.0.2.2", 0, 60);
        ResourceFinding[] told =
        [
            Router("t", "10.2.0.1", SpoofScope.CrossDomain, 2_000),
            Router("t", "10.2.0.2", SpoofScope.CrossDomain, 1_999, number: 1), Router("t", "10.2.0.2", SpoofScope.CrossDomain, 1_999, number: 2),
            Router("t2", "10.2.0.2", SpoofScope.CrossDomain, 1_999, number: 1),
            Router("t", "10.2.0.3", SpoofScope.Local),
        ];
        Score score = Score(Of([s_truth, other], told), Of([s_found], [Router("f", "10.2.0.1", SpoofScope.CrossDomain), Router("f", "10.2.0.2", SpoofScope.CrossDomain), Router("f", "10.2.0.3", SpoofScope.CrossDomain)]));

        Assert.Equal(new ScoreRow("cross-domain routers", "all", 0.5, Truth: 1, Right: 1, False: 1, TruthOutOfScope: 1, FoundOutOfScope: 1), score.Row("cross-domain routers"));
        Assert.Equal((1L, 0L, 0L), Counts(score.Row("local routers")));
        Assert.False(score.Bar("cross-domain routers: false ones").Met);
        Assert.Equal(0, score.Bar("local routers: recall").Value);
    }

    [Fact]
    public void Controllers_that_logs_name_and_those_that_flows_alone_show_are_scored_apart()
    {
        Findings truth = Of(
            [s_truth with { Sampling = 100 }, Event("o", "192.0.2.7", 0, 60, "", EventBasis.Command)],
            [Controller("t", "10.3.0.1"), Controller("t", "10.3.0.2"), Controller("o", "10.3.0.3"), Controller("t", "10.3.0.4")]);
        Findings found = Of(
            [s_found with { Sampling = 100 }],
            [
                Controller("f", "10.3.0.1", 0.6, EvidenceRules.ControllerContacts), Controller("f", "10.3.0.9", 0.6, EvidenceRules.ControllerContacts),
                Controller("f", "10.3.0.2"), Controller("f", "10.3.0.3", 0.6),
            ]) with
        {
            LoggedControllers = new[] { "10.3.0.2", "10.3.0.3" }.Select(IpAddress.Parse).ToHashSet(),
        };
        Score score = Score(truth, found);

        Assert.Equal((2L, 1L, 0L), Counts(score.Row("controllers", "with logs", 0.8)));
        Assert.Equal((2L, 2L, 0L), Counts(score.Row("controllers", "with logs", 0.5)));
        Assert.Equal((2L, 1L, 1L), Counts(score.Row("controllers by flows alone", "up to 1 in 100")));
        Assert.Equal(0.5, score.Bar("controllers, from flows alone up to 1 in 100: precision").Value);
        Assert.Equal("named by no log", score.Mistakes.Single(one => one.Subject == "controller 10.3.0.4").Reason);
        // At 1 in 1000 there is no bar on flows alone, and without logs none on them.
        Score coarse = Score(truth with { Events = [s_truth] }, found with { Events = [s_found], LoggedControllers = new HashSet<IpAddress>() });
        Assert.Null(coarse.Bar("controllers, from flows alone up to 1 in 100: precision").Met);
        Assert.Null(coarse.Bar("controllers, with logs: recall").Met);
    }

    [Fact]
    public void Bots_that_are_none_are_spoofed_where_the_event_has_forged_traffic()
    {
        EventFinding other = Event("t2", "192.0.2.2", 0, 60);
        Score score = Score(
            Of([s_truth, other], [Bot("t", "10.1.0.1"), Bot("t2", "10.1.0.2")], [Part("t", ComponentClass.CrossDomain, 3_000), Part("t2", ComponentClass.Real, 3_000)]),
            Of([s_found, Event("f2", "192.0.2.2", 0, 60)], [Bot("f", "10.1.0.1"), Bot("f", "10.1.0.2"), Bot("f", "10.9.0.1"), Bot("f2", "10.9.0.2"), Bot("f", "10.9.0.3", confidence: 0.4)]));
        Assert.Equal(new SpoofedBots(4, 1), score.SpoofedBots);
        Assert.False(score.Bar("bots at 0.5: spoofed addresses").Met);
    }

    [Fact]
    public void Confidence_is_compared_with_the_share_that_is_true()
    {
        Score score = Score(
            Of([s_truth], [Bot("t", "10.1.0.1"), Bot("t", "10.1.0.2", 1)]),
            Of([s_found], [Bot("f", "10.1.0.1", confidence: 0.9), Bot("f", "10.1.0.2", confidence: 0.5), Bot("f", "10.1.0.3", confidence: 0.5), Bot("f", "10.1.0.4", confidence: 1)]));

        Assert.Equal(
            [new CalibrationBin("bot", 0.5, 0.6, 2, 0.5, 0.5), new CalibrationBin("bot", 0.9, 1, 2, 0.95, 0.5)],
            score.Calibration.Where(bin => bin.Kind == "bot"));
        // (0.1² + 0.5² + 0.5² + 1²) / 4
        Assert.Equal(0.3775, score.Brier.Single(row => row.Kind == "bot").Score, 1e-9);
    }

    private static (long Truth, long Right, long False) Counts(ScoreRow row) => (row.Truth, row.Right, row.False);
}
