using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Events, days, coverage and lineage, against worlds small enough to count by hand.</summary>
public sealed partial class PeriodStatisticsTests : IDisposable
{
    private readonly TemporaryStore _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_period_is_half_open_in_the_homes_zone_and_an_event_belongs_to_the_one_that_holds_its_start()
    {
        _file.Store.Save(
            Sample.Attribution(Sample.Event("203.0.113.1", Time("2021-03-31T15:59:59.999Z"))),
            Sample.Attribution(Sample.Event("203.0.113.2", Time("2021-03-31T16:00:00.000Z"))),
            Sample.Attribution(Sample.Event("203.0.113.3", Time("2021-06-30T15:59:59.999Z"), minutes: 600)),
            Sample.Attribution(Sample.Event("203.0.113.4", Time("2021-06-30T16:00:00.000Z"))));
        Assert.Equal(1, Ask("2021Q1").Events().Value.Events);
        Assert.Equal(2, Ask("2021Q2").Events().Value.Events);
        Assert.Equal(1, Ask("2021Q3").Events().Value.Events);
        HomeRegion utc = new("US", TimeZoneInfo.Utc);
        Assert.Equal(2, _file.Store.Statistics(Period.Parse("2021Q2", utc), utc, "").Events().Value.Events);
    }

    [Fact]
    public void Totals_are_of_events_seen_in_telemetry_and_what_is_known_otherwise_stands_beside()
    {
        AttackEvent first = Sample.Event("203.0.113.1", Sample.Day, minutes: 10) with { Packets = 100, Octets = 5_000, PeakBits = 70, PeakPackets = 3 };
        AttackEvent second = Sample.Event("203.0.113.1", Sample.Day + (72 * Sample.Hour), minutes: 20) with
        {
            Packets = 10,
            Octets = 500,
            PeakBits = 60,
            PeakPackets = 9,
            Bursts = [Burst("203.0.113.1", 72, 72.1), Burst("203.0.113.1", 72.2, 72.3)],
        };
        AttackEvent third = Sample.Event("203.0.113.0/24", Sample.Day, minutes: 60) with { Packets = 1, Octets = 50, PeakBits = 1, PeakPackets = 1 };
        _file.Store.Save(
            Sample.Attribution(first), Sample.Attribution(second), Sample.Attribution(third),
            Sample.Attribution(Sample.Event("203.0.113.7", Sample.Day, vectors: "", basis: EventBasis.Command) with { Packets = 999, PeakBits = 999 }),
            Sample.Attribution(Sample.Event("203.0.113.8", Sample.Day, vectors: "", basis: EventBasis.Sensor) with { Packets = 999 }),
            Sample.Attribution(Sample.Event("203.0.113.9", Sample.Day, vectors: "", basis: EventBasis.Sensor)));
        Statistic<EventTotals> totals = Ask().Events();
        Assert.Equal(
            (3L, 1L, 2L, 4L, 2L, 111L, 5_550L, 70L, 9L, 1_200.0),
            (totals.Value.Events, totals.Value.Ordered, totals.Value.Sensed, totals.Value.Bursts, totals.Value.Targets, totals.Value.Packets, totals.Value.Octets,
                totals.Value.PeakBits, totals.Value.PeakPackets, totals.Value.MedianSeconds));
        Assert.Equal(6, totals.Lineage.Rows);
    }

    [Fact]
    public void An_empty_period_counts_nothing_and_divides_by_nothing()
    {
        IPeriodStatistics empty = Ask();
        Assert.Equal((0L, 0L, 0.0), (empty.Events().Value.Events, empty.Events().Value.Packets, empty.Events().Value.MedianSeconds));
        Assert.Equal([(1, 0L), (6, 0L), (24, 0L), (48, 0L)], empty.Events().Value.GapSensitivity.Select(gap => (gap.Key, gap.Value)));
        Assert.Empty(empty.Vectors().Value);
        Assert.Empty(empty.EventsPerDay().Value);
        Assert.Empty(empty.LargestEvents(5).Value);
        Assert.Empty(empty.TargetCountries().Value);
        Assert.Equal(new ResourceTotals(0, 0, 0, 0, 0, 0), empty.Totals(new ResourceSelection(ResourceKind.Bot)).Value);
        Assert.Equal(new BotProof(0, 0, 0), empty.BotProof().Value);
        Assert.Equal(new ControllerActivity(0, 0), empty.ControllerActivity().Value);
        Coverage coverage = empty.Coverage().Value;
        Assert.Equal((0, 91, 0L, null), (coverage.Days, coverage.DaysInPeriod, coverage.RecordsRead, coverage.UndeterminedShare));
    }

    [Fact]
    public void The_count_of_events_by_gap_regroups_the_same_bursts_by_the_same_rule()
    {
        // Hours from the day: bursts of a target at 0–0.5, 2–2.5, 9–9.5 and 40–40.5; another target once.
        // 1 h: every burst alone, 4. 6 h: [0, 2] [9] [40], 3. 24 h: [0, 2, 9] [40], 2. 48 h: all within 48 h of the beginning, 1.
        const string Target = "203.0.113.1";
        _file.Store.Save(
            Sample.Attribution(Sample.Event(Target, Sample.Day) with { Bursts = [Burst(Target, 0, 0.5), Burst(Target, 2, 2.5), Burst(Target, 9, 9.5)] }),
            Sample.Attribution(Sample.Event(Target, Sample.Day + (40 * Sample.Hour)) with { Bursts = [Burst(Target, 40, 40.5)] }),
            Sample.Attribution(Sample.Event("203.0.113.2", Sample.Day)));
        Assert.Equal([(1, 5L), (6, 4L), (24, 3L), (48, 2L)], Ask().Events().Value.GapSensitivity.Select(gap => (gap.Key, gap.Value)));
    }

    [Fact]
    public void With_another_gap_an_event_may_begin_before_the_period_and_then_does_not_count_in_it()
    {
        // One burst 30 h before the period and one in its first hour: two events at 24 h, one at 48 h, which begins before.
        long begin = Time("2021-03-31T16:00:00Z");
        _file.Store.Save(Sample.Attribution(Sample.Event("203.0.113.1", begin - (30 * Sample.Hour))), Sample.Attribution(Sample.Event("203.0.113.1", begin + 60_000)));
        Assert.Equal([(1, 1L), (6, 1L), (24, 1L), (48, 0L)], Ask().Events().Value.GapSensitivity.Select(gap => (gap.Key, gap.Value)));
    }

    [Fact]
    public void Each_vector_counts_the_events_that_name_it_and_its_own_traffic()
    {
        AttackEvent mixed = Sample.Event("203.0.113.1", (Minute(0) * 60_000) + 5, minutes: 2, vectors: "ntp-reflection+syn-flood");
        AttackEvent plain = Sample.Event("203.0.113.2", (Minute(0) * 60_000) + 5, minutes: 2, vectors: "syn-flood");
        _file.Store.Commit(Sample.Commit() with
        {
            Minutes =
            [
                Sample.Minute("203.0.113.1", "ntp-reflection", Minute(0), 7), Sample.Minute("203.0.113.1", "ntp-reflection", Minute(1), 8), Sample.Minute("203.0.113.1", "syn-flood", Minute(1), 100),
                Sample.Minute("203.0.113.2", "syn-flood", Minute(2), 1_000),
                // After the event's end, and of a target without an event.
                Sample.Minute("203.0.113.2", "syn-flood", Minute(3), 5_555), Sample.Minute("203.0.113.3", "syn-flood", Minute(0), 5_555),
            ],
        });
        _file.Store.Save(Sample.Attribution(mixed), Sample.Attribution(plain), Sample.Attribution(Sample.Event("203.0.113.4", Sample.Day, vectors: "", basis: EventBasis.Command)));
        Assert.Equal([new VectorCount("syn-flood", 2, 1_100, 110_000), new VectorCount("ntp-reflection", 1, 15, 1_500)], Ask().Vectors().Value);
    }

    [Fact]
    public void Days_are_the_homes_days_and_a_day_without_telemetry_has_no_row()
    {
        EvidenceCommit commit = Sample.Commit();
        commit.Settled.Add("192.0.2.1", Model.Minute.Of(Time("2021-04-02T15:59:00Z")), 10, 1);
        commit.Settled.Add("192.0.2.1", Model.Minute.Of(Time("2021-04-04T16:00:00Z")), 10, 1);
        commit.Settled.Add("192.0.2.1", Model.Minute.Of(Time("2021-03-31T15:59:00Z")), 10, 1);
        _file.Store.Commit(commit);
        _file.Store.Save(
            Sample.Attribution(Sample.Event("203.0.113.1", Time("2021-04-02T15:59:59.999Z"), packets: 10)),
            Sample.Attribution(Sample.Event("203.0.113.2", Time("2021-04-02T16:00:00.000Z"), packets: 20)),
            Sample.Attribution(Sample.Event("203.0.113.3", Time("2021-04-03T01:00:00.000Z"), packets: 30)),
            Sample.Attribution(Sample.Event("203.0.113.4", Time("2021-04-03T01:00:00.000Z"), basis: EventBasis.Sensor)));
        Assert.Equal(
            [new DayCount(new DateOnly(2021, 4, 2), 1, 10, 1_000), new DayCount(new DateOnly(2021, 4, 3), 2, 50, 5_000), new DayCount(new DateOnly(2021, 4, 5), 0, 0, 0)],
            Ask().EventsPerDay().Value);
        Coverage coverage = Ask().Coverage().Value;
        Assert.Equal((2, 91), (coverage.Days, coverage.DaysInPeriod));
    }

    [Fact]
    public void Days_of_a_zone_with_summer_time_are_each_counted_once()
    {
        HomeRegion berlin = new("DE", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        // 2021-03-28 has 23 hours: from 23:00Z to 22:00Z.
        _file.Store.Save(
            Sample.Attribution(Sample.Event("203.0.113.1", Time("2021-03-27T22:59:00Z"))), Sample.Attribution(Sample.Event("203.0.113.2", Time("2021-03-27T23:00:00Z"))),
            Sample.Attribution(Sample.Event("203.0.113.3", Time("2021-03-28T21:59:00Z"))), Sample.Attribution(Sample.Event("203.0.113.4", Time("2021-03-28T22:00:00Z"))));
        Assert.Equal(
            [(27, 1L), (28, 2L), (29, 1L)],
            _file.Store.Statistics(Period.Parse("2021-03", berlin), berlin, "").EventsPerDay().Value.Select(day => (day.Day.Day, day.Events)));
    }

    [Fact]
    public void The_largest_events_come_by_peak_and_targets_by_the_places_of_the_version_asked_for()
    {
        AttackEvent small = Sample.Event("203.0.113.1", Sample.Day) with { PeakBits = 5 };
        AttackEvent large = Sample.Event("203.0.113.2", Sample.Day) with { PeakBits = 50 };
        AttackEvent again = Sample.Event("203.0.113.2", Sample.Day + (72 * Sample.Hour)) with { PeakBits = 40 };
        _file.Store.Save(Sample.Attribution(small), Sample.Attribution(large), Sample.Attribution(again), Sample.Attribution(Sample.Event("203.0.113.3", Sample.Day) with { PeakBits = 1 }));
        Place hongKong = new("HK", null, null, null, "AWS", 1, NetworkKind.Cloud);
        Place home = new("CN", "广东", "深圳", "电信", null, 4134, NetworkKind.Carrier);
        _file.Store.PlaceAddresses(new TablePlaces("v1", new Dictionary<string, Place> { ["203.0.113.1"] = home, ["203.0.113.2"] = hongKong }), ExporterDirectory.Empty);
        _file.Store.PlaceAddresses(new TablePlaces("v2", new Dictionary<string, Place> { ["203.0.113.1"] = hongKong, ["203.0.113.2"] = hongKong, ["203.0.113.3"] = home }), ExporterDirectory.Empty);

        IReadOnlyList<TopTarget> largest = Ask(version: "v1").LargestEvents(3).Value;
        Assert.Equal([(large.Id, "HK", null, "AWS"), (again.Id, "HK", null, "AWS"), (small.Id, "CN", "广东", "电信")], largest.Select(row => (row.EventId, row.Country, row.Province, row.Network)));
        Assert.Equal((large.Target, large.Start, large.End, "syn-flood", large.Packets, 50L, 10, 1000u), (largest[0].Target, largest[0].Start, largest[0].End, largest[0].Vectors, largest[0].Packets, largest[0].PeakBits, largest[0].PeakSeconds, largest[0].Sampling));
        Assert.Equal([("CN", 1L), ("HK", 1L), (null, 1L)], Ask(version: "v1").TargetCountries().Value.Select(row => (row.Name, row.Count)));
        Assert.Equal([("HK", 2L), ("CN", 1L)], Ask(version: "v2").TargetCountries().Value.Select(row => (row.Name, row.Count)));
        Assert.Equal([(null, 3L)], Ask(version: "none").TargetCountries().Value.Select(row => (row.Name, row.Count)));
        Assert.Equal("v2", _file.Store.AddressDataVersion);
    }

    [Fact]
    public void Coverage_adds_up_the_inputs_that_reach_into_the_period_and_the_share_nobody_claimed()
    {
        EvidenceCommit commit = Sample.Commit() with
        {
            FinishedInputs =
            [
                Input("in", Sample.Day, records: 100, used: 90, ("late", 6), ("truncated", 4)), Input("over", Sample.Quarter.From.ToUnixTimeMilliseconds() - 5, records: 10, used: 7, ("late", 3)),
                Input("out", Sample.Quarter.To.ToUnixTimeMilliseconds(), records: 1_000, used: 1_000), Input("timeless", null, records: 5, used: 5),
            ],
        };
        commit.Settled.Add("192.0.2.1", Model.Minute.Of(Sample.Day), 60, 1000);
        commit.Settled.Add("192.0.2.1", Model.Minute.Of(Sample.Day) + 1, 30, 2000);
        commit.Settled.Add("192.0.2.2", Model.Minute.Of(Sample.Day), 7, 0);
        commit.Settled.Add("192.0.2.2", Model.Minute.Of(Sample.Quarter.To.ToUnixTimeMilliseconds()), 500, 1);
        _file.Store.Commit(commit);
        AttackEvent attack = Sample.Event("203.0.113.1", Sample.Day);
        _file.Store.Save(new EventAttribution(attack, [],
        [
            Component(ComponentClass.Reflection, 1_000), Component(ComponentClass.Undetermined, 30), Component(ComponentClass.Real, 50), Component(ComponentClass.CrossDomain, 15),
            Component(ComponentClass.Transit, 5),
        ]));

        Coverage coverage = Ask().Coverage().Value;
        Assert.Equal((110L, 97L), (coverage.RecordsRead, coverage.RecordsUsed));
        Assert.Equal([("late", 9L), ("truncated", 4L)], coverage.RefusedByReason.Select(reason => (reason.Key, reason.Value)));
        Assert.Equal(["in", "over"], coverage.Inputs.Select(input => input.Name));
        Assert.Equal([new ExporterCoverage("192.0.2.1", 2, 2000, 90), new ExporterCoverage("192.0.2.2", 1, 0, 7)], coverage.Exporters);
        Assert.Equal(0.3, coverage.UndeterminedShare);
        Assert.True(coverage.Simulated);
        Assert.Equal(3, Ask().Coverage().Lineage.Rows);

        Component Component(ComponentClass verdict, long sampled) => new(attack.Id, "192.0.2.1", 1, verdict, sampled * 1000, sampled, "r", "");
    }

    [Fact]
    public void Lineage_names_query_period_and_population_and_no_address_or_path()
    {
        AttackEvent attack = Sample.Event("203.0.113.1", Sample.Day);
        _file.Store.Save(Sample.Attribution(attack, Sample.Reflector(attack, "192.0.2.50"), Sample.Reflector(attack, "192.0.2.51", sampled: 1), Sample.Reflector(attack, "192.0.2.52", "ssdp")));
        IPeriodStatistics statistics = Ask(version: "v1");
        ResourceSelection ntp = new(ResourceKind.Reflector, "ntp");
        Lineage lineage = statistics.Totals(ntp).Lineage;
        Assert.Equal(("resource-totals", 2L, "v1"), (lineage.Query, lineage.Rows, lineage.AddressData));
        Assert.Equal(
            [("from", "2021-03-31T16:00:00Z"), ("home", "CN"), ("kind", "reflector"), ("period", "2021Q2"), ("protocol", "ntp"), ("to", "2021-06-30T16:00:00Z"), ("zone", "Asia/Shanghai")],
            lineage.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("20", statistics.Top(ntp, 20).Lineage.Parameters["limit"]);
        Assert.Equal("", statistics.Events().Lineage.AddressData);

        Lineage[] all =
        [
            statistics.Coverage().Lineage, statistics.Events().Lineage, statistics.Vectors().Lineage, statistics.EventsPerDay().Lineage, statistics.LargestEvents(3).Lineage,
            statistics.TargetCountries().Lineage, statistics.Countries(ntp).Lineage, statistics.Provinces(ntp).Lineage, statistics.Networks(ntp).Lineage,
            statistics.Top(ntp, 20).Lineage, statistics.ReflectorProtocols().Lineage, statistics.ControllerActivity().Lineage, statistics.BotProof().Lineage, lineage,
        ];
        Assert.All(all, one => Assert.NotNull(typeof(DuckDbStore).Assembly.GetManifestResourceStream($"Sql/Statistics/{one.Query}.sql")));
        // They are printed in the public edition's JSON.
        Assert.DoesNotMatch(AddressOrPath(), string.Join('\n', all.SelectMany(one => one.Parameters.Where(pair => pair.Key != "zone").Select(pair => pair.Value))));
    }

    [Fact]
    public void Several_periods_may_be_asked_at_once_of_a_store_open_for_reading()
    {
        _file.Store.Save(Sample.Attribution(Sample.Event("203.0.113.1", Sample.Day)), Sample.Attribution(Sample.Event("203.0.113.1", Sample.Day + (100 * 24 * Sample.Hour))), Sample.Attribution(Sample.Event("203.0.113.2", Sample.Day + (100 * 24 * Sample.Hour))));
        DuckDbStore store = _file.Reopen(StoreAccess.Read);
        IPeriodStatistics second = store.Statistics(Sample.Quarter, HomeRegion.China, "");
        IPeriodStatistics third = store.Statistics(Period.Parse("2021Q3", HomeRegion.China), HomeRegion.China, "");
        Assert.Equal((1L, 2L, 1L), (second.Events().Value.Events, third.Events().Value.Events, second.Events().Value.Events));
        ((IDisposable)second).Dispose();
        Assert.Equal(2, third.Events().Value.Targets);
    }

    private IPeriodStatistics Ask(string period = "2021Q2", string version = "") => _file.Store.Statistics(Period.Parse(period, HomeRegion.China), HomeRegion.China, version);

    private static long Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static long Minute(long index) => Model.Minute.Of(Sample.Day) + index;

    /// <param name="from">Hours from <see cref="Sample.Day"/>.</param>
    private static Burst Burst(string target, double from, double to) =>
        new(IpPrefix.Parse(target), Sample.Day + (long)(from * Sample.Hour), Sample.Day + (long)(to * Sample.Hour));

    private static FinishedInput Input(string name, long? from, long records, long used, params IReadOnlyList<(string Reason, long Records)> refused) => new(
        new InputFile(name, "x", 1, name, from, from + 10, records, name == "over"), $"/data/{name}", used, [.. refused.Select(reason => KeyValuePair.Create(reason.Reason, reason.Records))],
        DateTimeOffset.UnixEpoch);

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+|/|\\|[0-9a-f]{1,4}::")]
    private static partial Regex AddressOrPath();
}
