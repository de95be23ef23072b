using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;
using static Suyuan.Simulation.Tests.Scoring.SmallTruth;

namespace Suyuan.Simulation.Tests.Scoring;

/// <summary>A world of every kind, found perfectly, then spoilt in known ways.</summary>
public sealed class ScorerTests
{
    private const int Count = 50;
    private static readonly Findings s_truth = Truth();
    private static readonly Findings s_perfect = Perfect();

    [Fact]
    public void What_is_found_perfectly_scores_one_everywhere()
    {
        Score score = Score(s_truth, s_perfect);

        Assert.All(score.Rows, row =>
        {
            Assert.Equal(row.Truth, row.Right);
            Assert.Equal(0, row.False);
            Assert.True(row.Truth == 0 || (row.Precision, row.Recall, row.F1, row.CountError) == (1, 1, 1, 0), row.ToString());
        });
        Assert.Equal(
            [(ScoreWords.Events, Count), (ScoreWords.Bots, Count), (ScoreWords.Reflectors, Count * 10), (ScoreWords.Cross, Count), (ScoreWords.Local, Count)],
            new[] { ScoreWords.Events, ScoreWords.Bots, ScoreWords.Reflectors, ScoreWords.Cross, ScoreWords.Local }.Select(what => (what, (int)score.Rows.First(row => row.What == what).Truth)));
        Assert.DoesNotContain(score.Bars, bar => bar.Met == false);
        Assert.Equal(new StartError(Count, 1, 0, 0), score.StartError);
        Assert.Equal(new VectorSets(Count, 1, 1), score.VectorSets);
        Assert.All(score.Confusion, cell => Assert.Equal(cell.Truth, cell.Found));
        Assert.Empty(score.Mistakes);
    }

    [Fact]
    public void Nothing_found_scores_nothing()
    {
        Score score = Score(s_truth, Of([]));
        Assert.All(score.Rows.Where(row => row.Truth > 0), row => Assert.Equal((null, 0, 0, -1), (row.Precision, row.Recall, row.F1, row.CountError)));
        Assert.Equal(false, score.Bar("events: recall").Met);
        Assert.Null(score.Bar("events: precision").Met);
    }

    [Theory]
    [InlineData(1, 0.98, true)]
    [InlineData(2, 0.96, false)]
    public void Events_left_out_lower_recall_by_their_share(int left, double recall, bool met)
    {
        Score score = Score(s_truth, s_perfect with { Events = [.. s_perfect.Events.Skip(left)] });
        Assert.Equal((recall, 1.0), (score.Row("events").Recall, score.Row("events").Precision));
        Assert.Equal(met, score.Bar("events: recall").Met);
        Assert.Equal(left, score.Mistakes.Count(one => one is { Side: "missed", What: "event", Reason: "nothing found on the target then" }));
    }

    [Fact]
    public void Events_moved_out_of_reach_are_missed_and_false_at_once()
    {
        Score score = Score(s_truth, s_perfect with { Events = [.. s_perfect.Events.Select((one, index) => index < 5 ? one with { Start = one.Start + 700_000, End = one.End + 700_000 } : one)] });
        Assert.Equal(new ScoreRow("events", "all", 0, Count, Count - 5, 5), score.Row("events"));
        Assert.Equal(5, score.Mistakes.Count(one => one is { Side: "false", What: "event", Reason: "the target is attacked at other times" }));
    }

    [Fact]
    public void Rows_added_lower_precision_by_their_share()
    {
        Score score = Score(s_truth, s_perfect with
        {
            Events = [.. s_perfect.Events, Event("x", "203.0.113.1", 0, 60)],
            Resources = [.. s_perfect.Resources, Bot("f0", "10.99.0.1"), Bot("x", "10.99.0.2"), Reflector("f0", "10.99.0.3"), Router("f0", "10.99.0.4", SpoofScope.Local)],
        });
        Assert.Equal(50.0 / 51, score.Row("events").Precision);
        Assert.Equal(50.0 / 52, score.Row("bots", confidence: 0.8).Precision);
        Assert.Equal(500.0 / 501, score.Row("reflectors", confidence: 0.8).Precision);
        Assert.Equal(50.0 / 51, score.Row("local routers").Precision);
        Assert.Equal(1, score.Row("cross-domain routers").Precision);
        Assert.Equal(1, score.FalseAlarms.Events);
        Assert.Contains(score.Mistakes, one => one is { Side: "false", What: "bot", Reason: "its events are false" });
    }

    [Fact]
    public void Resources_left_out_lower_recall_by_their_share()
    {
        Score score = Score(s_truth, s_perfect with { Resources = [.. s_perfect.Resources.Where(row => row.EventId != "f7")] });
        Assert.Equal(0.98, score.Row("bots", confidence: 0.5).Recall);
        Assert.Equal(0.98, score.Row("reflectors", confidence: 0.8).Recall);
        Assert.Equal(0.98, score.Row("local routers").Recall);
        Assert.Equal("not named where its interface was judged real by test", score.Mistakes.Single(one => one is { Side: "missed", What: "bot" }).Reason);
    }

    private static Findings Truth() => Of(
        Enumerable.Range(0, Count).Select(index => Event($"t{index}", $"192.0.2.{index}", index * 100, (index * 100) + 600, "ntp-reflection+udp-flood")),
        Enumerable.Range(0, Count).SelectMany(index => new[]
            {
                Bot($"t{index}", $"10.1.0.{index}"), Router($"t{index}", $"10.2.0.{index}", SpoofScope.CrossDomain), Router($"t{index}", $"10.3.0.{index}", SpoofScope.Local),
                Controller($"t{index}", $"10.4.0.{index}"),
            }
            .Concat(Enumerable.Range(0, 10).Select(one => Reflector($"t{index}", $"10.5.{one}.{index}")))),
        Enumerable.Range(0, Count).SelectMany(index => new[] { Part($"t{index}", ComponentClass.Real, 3_000), Part($"t{index}", ComponentClass.Local, 2_500, number: 2) }));

    /// <summary>The truth under other ids.</summary>
    private static Findings Perfect() => s_truth with
    {
        Events = [.. s_truth.Events.Select(one => one with { Id = one.Id.Replace('t', 'f') })],
        Resources = [.. s_truth.Resources.Select(row => row with { EventId = row.EventId.Replace('t', 'f') })],
        Components = [.. s_truth.Components.Select(row => row with { EventId = row.EventId.Replace('t', 'f'), Rule = "test" })],
        LoggedControllers = s_truth.Resources.Select(row => row.Resource).Where(key => key.Kind == ResourceKind.Controller).Select(key => key.Address).ToHashSet(),
    };

    private static class ScoreWords
    {
        public const string Events = "events";
        public const string Bots = "bots";
        public const string Reflectors = "reflectors";
        public const string Cross = "cross-domain routers";
        public const string Local = "local routers";
    }
}
