using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Resources of a period against worlds small enough to count by hand.</summary>
public sealed class ResourceStatisticsTests : IDisposable
{
    private static readonly ResourceSelection s_bots = new(ResourceKind.Bot);
    private static readonly ResourceSelection s_reflectors = new(ResourceKind.Reflector);
    private static readonly ResourceSelection s_cross = new(ResourceKind.SpoofingRouter, null, SpoofScope.CrossDomain);
    private static readonly ResourceSelection s_local = new(ResourceKind.SpoofingRouter, null, SpoofScope.Local);

    private readonly TemporaryStore _file = new();
    private readonly AttackEvent _one = Sample.Event("203.0.113.1", Sample.Day);
    private readonly AttackEvent _two = Sample.Event("203.0.113.2", Sample.Day + (24 * Sample.Hour));
    private readonly AttackEvent _three = Sample.Event("203.0.113.3", Sample.Day + (48 * Sample.Hour));
    private readonly AttackEvent _later = Sample.Event("203.0.113.4", Sample.Day + (100 * 24 * Sample.Hour));
    private readonly AttackEvent _ordered = Sample.Event("203.0.113.5", Sample.Day, vectors: "", basis: EventBasis.Command);
    private readonly AttackEvent _sensed = Sample.Event("203.0.113.6", Sample.Day, vectors: "", basis: EventBasis.Sensor);

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_reflector_counts_from_two_observed_packets_or_two_events_at_its_confidence_and_once_per_protocol()
    {
        _file.Store.Save(
            Sample.Attribution(
                _one, Sample.Reflector(_one, "192.0.2.1", sampled: 2), Sample.Reflector(_one, "192.0.2.1", "ssdp", sampled: 2),
                Sample.Reflector(_one, "192.0.2.2", sampled: 1), Sample.Reflector(_one, "192.0.2.3", sampled: 1),
                Sample.Reflector(_one, "192.0.2.4", confidence: 0.79, sampled: 99), Sample.Reflector(_one, "192.0.2.5", confidence: 0.8, sampled: 99),
                Sample.Reflector(_one, "192.0.2.6", sampled: 1)),
            // The second event of .6 is too uncertain to count, so one packet in one event remains.
            Sample.Attribution(_two, Sample.Reflector(_two, "192.0.2.3", sampled: 1), Sample.Reflector(_two, "192.0.2.6", confidence: 0.5, sampled: 50)),
            Sample.Attribution(_later, Sample.Reflector(_later, "192.0.2.2", sampled: 50)),
            Sample.Attribution(_sensed, Sample.Reflector(_sensed, "192.0.2.9", sampled: 50)));
        // Counted: .1 for ntp, .1 for ssdp, .3, .5. Below: .2, .4, .6.
        Assert.Equal((4L, 3L), Counted(s_reflectors));
        Assert.Equal((3L, 3L), Counted(s_reflectors with { Protocol = "ntp" }));
        Assert.Equal((1L, 0L), Counted(s_reflectors with { Protocol = "ssdp" }));
        Assert.Equal([("ntp", 3L), ("ssdp", 1L)], Ask().ReflectorProtocols().Value.Select(row => (row.Name, row.Count)));
        Assert.Equal(7, Ask().Totals(s_reflectors).Lineage.Rows);
    }

    [Fact]
    public void A_router_counts_by_its_observed_and_estimated_spoofed_packets_in_each_scope_apart()
    {
        const long Many = HeadlineRules.RouterPackets;
        _file.Store.Save(
            Sample.Attribution(
                _one,
                Sample.Router(_one, "192.0.2.1", sampled: 2_000, packets: Many), Sample.Router(_one, "192.0.2.1", sampled: 2_000, packets: Many, SpoofScope.Local),
                Sample.Router(_one, "192.0.2.2", sampled: 1_999, packets: Many), Sample.Router(_one, "192.0.2.3", sampled: 2_000, packets: Many - 1),
                Sample.Router(_one, "192.0.2.4", sampled: 600, packets: Many / 2), Sample.Router(_one, "192.0.2.5", sampled: 600, packets: Many),
                Sample.Router(_one, "192.0.2.6", sampled: 600, packets: Many, SpoofScope.Local)),
            Sample.Attribution(_two, Sample.Router(_two, "192.0.2.4", sampled: 600, packets: Many / 2), Sample.Router(_two, "192.0.2.5", sampled: 599, packets: Many), Sample.Router(_two, "192.0.2.6", sampled: 600, packets: Many)));
        // Cross-domain: .1 by one event, .4 by two. Below: .2 .3 .5 and .6, whose two events are of different scopes.
        Assert.Equal((2L, 4L), Counted(s_cross));
        Assert.Equal((1L, 1L), Counted(s_local));
        Assert.Equal(["192.0.2.4", "192.0.2.1"], Ask().Top(s_cross, 20).Value.Select(row => row.Address.ToString()));
        // Routers are home by definition, placed or not.
        Assert.Equal((2L, 0L, 0L), (Ask().Totals(s_cross).Value.Home, Ask().Totals(s_cross).Value.Abroad, Ask().Totals(s_cross).Value.UnknownCountry));
        Assert.Equal([(null, 2L)], Ask().Provinces(s_cross).Value.Select(row => (row.Name, row.Count)));
    }

    [Fact]
    public void Home_abroad_cloud_and_unknown_are_told_apart_and_home_follows_the_region()
    {
        SavePlacedBots();
        // CN 1 2 3 4 (4 in a cloud), HK 5, US 6 in a cloud, unknown 7; 8 is too uncertain.
        Assert.Equal(new ResourceTotals(7, 4, 2, 2, 1, 1), Ask().Totals(s_bots).Value);
        Assert.Equal([("HK", 1L), ("US", 1L)], Ask().Countries(s_bots).Value.Select(row => (row.Name, row.Count)));
        Assert.Equal([("广东", 2L), ("浙江", 1L), (null, 1L)], Ask().Provinces(s_bots).Value.Select(row => (row.Name, row.Count)));
        Assert.Equal([("电信", 2L), ("阿里云", 1L), (null, 1L)], Ask().Networks(s_bots).Value.Select(row => (row.Name, row.Count)));

        HomeRegion america = new("US", TimeZoneInfo.Utc);
        IPeriodStatistics abroad = _file.Store.Statistics(Period.Parse("2021Q2", america), america, "v1");
        Assert.Equal(new ResourceTotals(7, 1, 5, 2, 1, 1), abroad.Totals(s_bots).Value);
        Assert.Equal([("CN", 4L), ("HK", 1L)], abroad.Countries(s_bots).Value.Select(row => (row.Name, row.Count)));
        Assert.Equal([("AWS", 1L)], abroad.Networks(s_bots).Value.Select(row => (row.Name, row.Count)));
        // Another version of the address data, and none.
        _file.Store.PlaceAddresses(new TablePlaces("v2", new Dictionary<string, Place> { ["192.0.2.7"] = new("CN", "四川", null, "移动", null, 9808, NetworkKind.Carrier) }), ExporterDirectory.Empty);
        Assert.Equal(new ResourceTotals(7, 1, 0, 0, 6, 1), Ask("v2").Totals(s_bots).Value);
        Assert.Equal(new ResourceTotals(7, 0, 0, 0, 7, 1), Ask("").Totals(s_bots).Value);
    }

    [Fact]
    public void The_top_is_of_home_and_comes_by_events_then_packets_then_address()
    {
        SavePlacedBots();
        // 3: two events. 2 and 4 and 1: one event; 2 has more packets; 1 before 4 by address.
        Assert.Equal(
            [("192.0.2.3", "浙江", null, 2L, 20L), ("192.0.2.2", "广东", "电信", 1L, 500L), ("192.0.2.1", "广东", "电信", 1L, 100L), ("192.0.2.4", null, "阿里云", 1L, 100L)],
            Ask().Top(s_bots, 20).Value.Select(row => (row.Address.ToString(), row.Province, row.Network, row.Events, row.Packets)));
        Assert.Equal(["192.0.2.3", "192.0.2.2"], Ask().Top(s_bots, 2).Value.Select(row => row.Address.ToString()));
        Assert.Equal(0.9, Ask().Top(s_bots, 1).Value[0].Confidence);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void The_list_of_what_a_report_counts_is_as_long_as_the_report_says_and_in_the_order_of_its_top(bool? home)
    {
        SavePlacedBots();
        ListFilter filter = new()
        {
            Period = Sample.Quarter,
            Kind = ResourceKind.Bot,
            AddressDataVersion = "v1",
            MinConfidence = 0,
            Counted = new CountedPart(HomeRegion.China, home),
        };
        IReadOnlyList<ResourceRow> rows = _file.Store.Resources(filter);

        ResourceTotals totals = Ask().Totals(s_bots).Value;
        Assert.Equal(home is bool at ? at ? totals.Home : totals.Abroad : totals.Count, rows.Count);
        Assert.DoesNotContain(rows, row => row.Resource.Address == Sample.Address("192.0.2.8"));
        if (home == true)
        {
            Assert.Equal(Ask().Top(s_bots, 20).Value.Select(row => (row.Address, row.Events, row.Packets)), rows.Select(row => (row.Resource.Address, row.Events, row.Packets)));
            Assert.Equal(["192.0.2.4"], _file.Store.Resources(filter with { Cloud = "阿里云" }).Select(row => row.Resource.Address.ToString()));
            Assert.Equal((_one.Start, _two.End), (rows[0].FirstSeen, rows[0].LastSeen));
        }
        Assert.Throws<ArgumentException>(() => _file.Store.Resources(filter with { EventId = _one.Id }));
    }

    [Fact]
    public void A_resource_counts_in_each_period_in_which_its_event_starts()
    {
        _file.Store.Save(
            Sample.Attribution(_one, Sample.Part(_one, ResourceKind.Bot, "192.0.2.1")),
            Sample.Attribution(_later, Sample.Part(_later, ResourceKind.Bot, "192.0.2.1"), Sample.Part(_later, ResourceKind.Bot, "192.0.2.2")));
        Assert.Equal((1L, 0L), Counted(s_bots));
        Assert.Equal(2, _file.Store.Statistics(Period.Parse("2021Q3", HomeRegion.China), HomeRegion.China, "").Totals(s_bots).Value.Count);
        Assert.Equal(2, _file.Store.Statistics(Period.Parse("2021", HomeRegion.China), HomeRegion.China, "").Totals(s_bots).Value.Count);
    }

    [Fact]
    public void Controllers_that_ordered_count_also_where_no_telemetry_saw_the_attack()
    {
        _file.Store.Commit(Sample.Commit() with
        {
            Commands =
            [
                Order("198.51.100.1", Sample.Day), Order("198.51.100.1", Sample.Day + 1), Order("198.51.100.2", Sample.Day), Order("198.51.100.3", Sample.Day),
                Order("198.51.100.4", Sample.Quarter.To.ToUnixTimeMilliseconds()), Order("198.51.100.5", Sample.Quarter.From.ToUnixTimeMilliseconds()),
            ],
        });
        _file.Store.Save(
            Sample.Attribution(_one, Controller(_one, "198.51.100.1"), Controller(_one, "198.51.100.3", 0.79)),
            Sample.Attribution(_ordered, Controller(_ordered, "198.51.100.2"), Sample.Part(_ordered, ResourceKind.Bot, "192.0.2.1")));
        // .1, .2, .3 and .5 ordered within the period; .1 is seen in telemetry at its confidence.
        Assert.Equal(new ControllerActivity(4, 1), Ask().ControllerActivity().Value);
        Assert.Equal((2L, 1L), Counted(new ResourceSelection(ResourceKind.Controller)));
        // A bot of an event that nobody saw is none.
        Assert.Equal((0L, 0L), Counted(s_bots));

        static BotnetCommand Order(string controller, long time) => new(
            DateTimeOffset.FromUnixTimeMilliseconds(time), Sample.Address(controller), null, null, null, "game.example", "udp", 60, $"log:{time}");
        static Participation Controller(AttackEvent attack, string address, double confidence = 0.9) =>
            Sample.Part(attack, ResourceKind.Controller, address, confidence, exporter: "", index: null);
    }

    [Fact]
    public void Proven_and_linked_bots_and_the_median_day_are_counted_beside_the_headline()
    {
        EvidenceCommit commit = Sample.Commit() with
        {
            Checkins =
            [
                Checkin("192.0.2.1", "198.51.100.1"), Checkin("192.0.2.2", "198.51.100.99"), Checkin("192.0.2.4", "198.51.100.1"),
            ],
        };
        foreach (int day in (int[])[0, 1, 2, 3])
        {
            commit.Settled.Add("192.0.2.1", Minute.Of(Sample.Day) + (day * 1_440), 1, 1);
        }
        _file.Store.Commit(commit);
        long day1 = Sample.Day + (24 * Sample.Hour);
        _file.Store.Save(
            Sample.Attribution(
                _one, Sample.Part(_one, ResourceKind.Controller, "198.51.100.1", exporter: "", index: null), Sample.Part(_one, ResourceKind.Bot, "192.0.2.1", 0.8),
                Sample.Part(_one, ResourceKind.Bot, "192.0.2.2", 0.79) with { Last = day1 }, Sample.Part(_one, ResourceKind.Bot, "192.0.2.3", 0.5), Sample.Part(_one, ResourceKind.Bot, "192.0.2.4", 0.4)),
            Sample.Attribution(_three, Sample.Part(_three, ResourceKind.Bot, "192.0.2.3", 0.9)));
        // Proven: .1 and .3 (by its second event). Linked: .1; the controller of .2 takes no part, .4 is no bot.
        // Bots per day heard: 3 (.1 .2 .3), 1 (.2 goes on), 1 (.3), 0: median 1.
        Assert.Equal(new BotProof(2, 1, 1.0), Ask().BotProof().Value);

        static BotnetCheckin Checkin(string bot, string controller) => new(
            DateTimeOffset.FromUnixTimeMilliseconds(Sample.Day), Sample.Address(controller), null, null, Sample.Address(bot), $"log:{bot}");
    }

    [Fact]
    public void A_revision_takes_the_place_of_the_verdict_before_it()
    {
        _file.Store.Save(Sample.Attribution(_one, Sample.Part(_one, ResourceKind.Bot, "192.0.2.1"), Sample.Part(_one, ResourceKind.Bot, "192.0.2.2")));
        _file.Store.Save(Sample.Attribution(_one with { Packets = 5 }, Sample.Part(_one, ResourceKind.Bot, "192.0.2.2")));
        Assert.Equal((1L, 0L), Counted(s_bots));
        Assert.Equal((1L, 5L), (Ask().Events().Value.Events, Ask().Events().Value.Packets));
        _file.Store.SaveVerdicts([new TargetVerdict(_one.Target, [])]);
        Assert.Equal((0L, 0L), Counted(s_bots));
        Assert.Equal(0, Ask().Events().Value.Events);
    }

    private void SavePlacedBots()
    {
        _file.Store.Save(
            Sample.Attribution(
                _one, Bot(_one, 1, 100), Bot(_one, 2, 500), Bot(_one, 3, 10), Bot(_one, 4, 100), Bot(_one, 5, 9_000), Bot(_one, 6, 9_000), Bot(_one, 7, 9_000),
                Bot(_one, 8, 9_000) with { Confidence = 0.49 }),
            Sample.Attribution(_two, Bot(_two, 3, 10), Bot(_two, 2, 9_000) with { Confidence = 0.3 }));
        _file.Store.PlaceAddresses(
            new TablePlaces("v1", new Dictionary<string, Place>
            {
                ["192.0.2.1"] = new("CN", "广东", null, "电信", null, 4134, NetworkKind.Carrier),
                ["192.0.2.2"] = new("CN", "广东", null, "电信", null, 4134, NetworkKind.Carrier),
                ["192.0.2.3"] = new("CN", "浙江", null, null, null, 0, NetworkKind.Unknown),
                ["192.0.2.4"] = new("CN", null, null, null, "阿里云", 37963, NetworkKind.Cloud),
                ["192.0.2.5"] = new("HK", null, null, null, null, 9, NetworkKind.Unknown),
                ["192.0.2.6"] = new("US", null, null, null, "AWS", 16509, NetworkKind.Cloud),
            }),
            ExporterDirectory.Empty);

        static Participation Bot(AttackEvent attack, int last, long packets) => Sample.Part(attack, ResourceKind.Bot, $"192.0.2.{last}", packets: packets);
    }

    private (long Count, long Below) Counted(ResourceSelection selection)
    {
        ResourceTotals totals = Ask().Totals(selection).Value;
        return (totals.Count, totals.BelowHeadline);
    }

    private IPeriodStatistics Ask(string version = "v1") => _file.Store.Statistics(Sample.Quarter, HomeRegion.China, version);
}
