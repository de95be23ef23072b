using System.Globalization;
using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Resources over periods, in sets small enough to count by hand.</summary>
public sealed class ResourceHistoryTests : IDisposable
{
    private static readonly ResourceSelection s_bots = new(ResourceKind.Bot);

    private readonly TemporaryStore _file = new();
    private int _targets;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void New_vanished_surviving_and_persistent_are_of_the_periods_that_telemetry_reaches_without_a_gap()
    {
        // 2020Q3 is behind 2020Q4, which has bots and no telemetry: it is not looked at.
        Heard("2020-08-01", "a");
        Heard("2021-01-10", "a", "b");
        Heard("2021-04-10", "b", "c");
        Seen("2020-08-01", 1, 2, 3);
        Seen("2020-11-01", 1, 2);
        Seen("2021-01-10", 1, 2, 3, 9);
        Seen("2021-04-10", 2, 3, 4);
        Seen("2021-06-10", 4, 5);
        IPeriodStatistics statistics = Ask("2021Q2");
        Assert.Equal([("2021Q1", 1, 90, 2, 1), ("2021Q2", 1, 91, 2, 2)], statistics.Vantage().Value.Select(period => (period.Period, period.Days, period.DaysInPeriod, period.Exporters, period.CommonExporters)));
        Statistic<ResourceHistory> answer = statistics.History(s_bots);
        ResourceHistory history = answer.Value;
        Assert.Equal([4, 4], history.Counts);
        // New: 4, 5. Vanished: 1, 9. Surviving and in both: 2, 3.
        Assert.Equal((2L, 2L, 2L, 2L), (history.New, history.Vanished, history.Surviving, history.Persistent));
        Assert.Null(history.Year);
        Assert.Equal("2021Q1 2021Q2", answer.Lineage.Parameters["periods"]);
    }

    [Fact]
    public void Any_two_periods_are_compared_whether_or_not_they_follow_each_other()
    {
        Seen("2020-08-01", 1, 2, 3);
        Seen("2021-04-10", 2, 3, 4);
        Seen("2021-06-10", 4, 5);
        Turnover Compare(string now, string before) =>
            Assert.Single(_file.Store.Compare(Period.Parse(now, HomeRegion.China), Period.Parse(before, HomeRegion.China), HomeRegion.China, [s_bots]));
        Turnover quarters = Compare("2021Q2", "2020Q3");
        Assert.Equal((4L, 3L, 2L, 2L, 1L), (quarters.Count, quarters.Before, quarters.Surviving, quarters.New, quarters.Vanished));
        Turnover back = Compare("2020-08", "2021Q2");
        Assert.Equal((3L, 4L, 2L, 1L, 2L), (back.Count, back.Before, back.Surviving, back.New, back.Vanished));
        Assert.Equal((4L, 4L, 4L), (Compare("2021Q2", "2021Q2").Count, Compare("2021Q2", "2021Q2").Before, Compare("2021Q2", "2021Q2").Surviving));
        Assert.Equal((0L, 3L, 0L), (Compare("2020Q4", "2020Q3").Count, Compare("2020Q4", "2020Q3").Before, Compare("2020Q4", "2020Q3").Surviving));
    }

    [Fact]
    public void Without_telemetry_before_all_is_new_and_nothing_is_compared()
    {
        Seen("2021-04-10", 1, 2);
        ResourceHistory history = Ask("2021Q2").History(s_bots).Value;
        Assert.Equal([2], history.Counts);
        Assert.Equal((0L, 2L, 0L), (history.Before, history.New, history.Vanished));
        Assert.Equal(0, Ask("2021Q2").History(new ResourceSelection(ResourceKind.Controller)).Value.Count);
    }

    [Fact]
    public void A_month_has_the_year_so_far_and_where_its_persistent_ones_are()
    {
        Heard("2021-02-10", "a");
        Heard("2021-03-10", "a");
        Seen("2020-12-31", 1);
        Seen("2021-01-05", 2, 3);
        Seen("2021-03-10", 1, 2, 4);
        Seen("2021-03-11", 2);
        _file.Store.PlaceAddresses(new TablePlaces("v1", new Dictionary<string, Place> { ["192.0.2.2"] = new("CN", "广东", null, "电信", null, 4134, NetworkKind.Carrier) }), ExporterDirectory.Empty);
        YearToDate year = Ask("2021-03").History(s_bots).Value.Year!;
        // Since January: 1, 2, 3, 4. In March and another month of the year: 2, though 1 was there in December.
        Assert.Equal((4L, 1L), (year.Seen, year.Persistent));
        Assert.Equal([("广东", 1L)], year.Provinces.Select(row => (row.Name!, row.Count)));
        Assert.Equal((2L, 0L), (Ask("2021-01").History(s_bots).Value.Year!.Seen, Ask("2021-01").History(s_bots).Value.Year!.Persistent));
    }

    [Fact]
    public void A_life_goes_from_the_first_part_on_record_to_the_last_in_the_period()
    {
        Seen("2020-12-01", 1);
        Seen("2021-04-01", 1, 2, 3, 4);
        Seen("2021-04-04", 2);
        Seen("2021-04-21", 3);
        // After the period: no part of it.
        Seen("2021-08-01", 4);
        ResourceLife life = Ask("2021Q2").History(s_bots).Value.Life;
        Assert.Equal([1L, 1, 1, 0, 1], life.Classes);
        Assert.InRange(life.MedianDays, 11, 12);
    }

    [Theory]
    [InlineData("2021Q1", "2020Q4", "2020-09-30T16:00:00Z")]
    [InlineData("2021", "2020", "2019-12-31T16:00:00Z")]
    [InlineData("2021-03", "2021-02", "2021-01-31T16:00:00Z")]
    [InlineData("2021-03-01", "2021-02-28", "2021-02-27T16:00:00Z")]
    [InlineData("2021-03-11..2021-03-20", "2021-03-01..2021-03-10", "2021-02-28T16:00:00Z")]
    public void The_period_before_is_of_the_same_length_and_ends_where_the_period_begins(string period, string before, string from)
    {
        Period now = Period.Parse(period, HomeRegion.China);
        Period then = now.Before(HomeRegion.China);
        Assert.Equal((before, now.From, DateTimeOffset.Parse(from, CultureInfo.InvariantCulture)), (then.Name, then.To, then.From));
        Assert.Equal(Period.Parse(before, HomeRegion.China), then);
    }

    private static long Time(string day) => DateTimeOffset.Parse(day + "T04:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private void Seen(string day, params int[] bots)
    {
        // A target of its own: a verdict takes the place of the target's last.
        AttackEvent attack = Sample.Event(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{++_targets}"), Time(day));
        _file.Store.Save(Sample.Attribution(attack, [.. bots.Select(bot => Sample.Part(attack, ResourceKind.Bot, $"192.0.2.{bot}"))]));
    }

    private void Heard(string day, params string[] exporters)
    {
        EvidenceCommit commit = Sample.Commit();
        foreach (string exporter in exporters)
        {
            commit.Settled.Add(exporter, Model.Minute.Of(Time(day)), 10, 1);
        }
        _file.Store.Commit(commit);
    }

    private IPeriodStatistics Ask(string period) => _file.Store.Statistics(Period.Parse(period, HomeRegion.China), HomeRegion.China, "v1");
}
