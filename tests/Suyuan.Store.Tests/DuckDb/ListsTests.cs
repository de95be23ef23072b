using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class ListsTests : IDisposable
{
    private readonly TemporaryStore _file = new();
    private readonly AttackEvent _first = Sample.Event("203.0.113.9", Sample.Day, vectors: "ntp-reflection+syn-flood");
    private readonly AttackEvent _second = Sample.Event("203.0.113.64/26", Sample.Day + (100 * 24 * Sample.Hour), vectors: "syn-flood");
    private readonly AttackEvent _ordered = Sample.Event("2001:db8::9", Sample.Day + Sample.Hour, vectors: "", basis: EventBasis.Command);

    public ListsTests()
    {
        _file.Store.Save(
            Sample.Attribution(
                _first, Sample.Reflector(_first, "192.0.2.50", packets: 5), Sample.Reflector(_first, "192.0.2.50", "ssdp"),
                Sample.Reflector(_first, "192.0.2.51", confidence: 0.4), Sample.Part(_first, ResourceKind.Bot, "192.0.2.60", 0.5),
                Sample.Router(_first, "192.0.2.1", 10, 10, SpoofScope.Local)),
            Sample.Attribution(_second, Sample.Part(_second, ResourceKind.Bot, "192.0.2.60", 0.8, packets: 7), Sample.Part(_second, ResourceKind.Bot, "192.0.2.59", 0.8, packets: 7)),
            Sample.Attribution(_ordered, Sample.Part(_ordered, ResourceKind.Controller, "198.51.100.7", 0.6, exporter: "", index: null)));
        _file.Store.PlaceAddresses(
            new TablePlaces("v1", new Dictionary<string, Place>
            {
                ["192.0.2.60"] = new("CN", "广东", "深圳", "电信", null, 4134, NetworkKind.Carrier),
                ["192.0.2.59"] = new("US", null, null, null, "AWS", 0, NetworkKind.Cloud),
                ["192.0.2.1"] = new("CN", "北京", "北京", "联通", null, 4808, NetworkKind.Carrier),
                ["203.0.113.9"] = new("HK", null, null, null, null, 9, NetworkKind.Unknown),
            }),
            new ExporterDirectory([new ExporterSettings { Exporter = "192.0.2.1", Province = "四川" }]));
    }

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_resource_sums_its_participations_and_has_its_highest_confidence()
    {
        ResourceRow bot = Assert.Single(Resources(new ListFilter { Kind = ResourceKind.Bot, Address = Sample.Address("192.0.2.60"), AddressDataVersion = "v1" }));
        Assert.Equal(
            new ResourceRow(
                new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, Sample.Address("192.0.2.60")), "CN", "广东", "电信", null, 4134, _first.Start, _second.End, 2, 107,
                6420, 0.8, 20),
            bot);
        ResourceRow within = Assert.Single(Resources(new ListFilter { Period = Sample.Quarter, Kind = ResourceKind.Bot }));
        Assert.Equal((1L, 0.5, (string?)null), (within.Events, within.Confidence, within.Country));
    }

    [Fact]
    public void Resources_come_by_events_then_packets_then_address()
    {
        Assert.Equal(
            ["192.0.2.60", "192.0.2.50", "192.0.2.1", "192.0.2.59", "192.0.2.50"],
            Resources(new ListFilter()).Where(row => row.Resource.Kind != ResourceKind.Controller).Select(row => row.Resource.Address.ToString()));
        Assert.Equal("192.0.2.60", Assert.Single(Resources(new ListFilter { Limit = 1 })).Resource.Address.ToString());
    }

    [Fact]
    public void Each_filter_keeps_what_it_names()
    {
        Assert.Equal(["192.0.2.50"], Addresses(new ListFilter { Protocol = "ssdp" }));
        Assert.Equal(["192.0.2.1"], Addresses(new ListFilter { Scope = SpoofScope.Local }));
        Assert.Empty(Addresses(new ListFilter { Scope = SpoofScope.CrossDomain }));
        Assert.Equal(["192.0.2.59"], Addresses(new ListFilter { Country = "US", AddressDataVersion = "v1" }));
        Assert.Equal(["192.0.2.59"], Addresses(new ListFilter { Cloud = "AWS", AddressDataVersion = "v1" }));
        Assert.Equal(["192.0.2.60"], Addresses(new ListFilter { Province = "广东", AddressDataVersion = "v1" }));
        Assert.Equal(["192.0.2.60"], Addresses(new ListFilter { Operator = "电信", AddressDataVersion = "v1" }));
        Assert.Empty(Addresses(new ListFilter { Country = "US" }));
        Assert.Empty(Addresses(new ListFilter { Country = "US", AddressDataVersion = "other" }));
        Assert.Equal(["198.51.100.7"], Addresses(new ListFilter { EventId = _ordered.Id }));
        Assert.Equal(["198.51.100.7"], Addresses(new ListFilter { Basis = EventBasis.Command }));
        Assert.Equal(["192.0.2.59", "192.0.2.60"], Addresses(new ListFilter { Target = IpPrefix.Parse("203.0.113.64/26") }));
        // Equal events: the two with 100 packets first, by address, then the one with 5.
        Assert.Equal(["192.0.2.50", "192.0.2.51", "192.0.2.50"], Addresses(new ListFilter { MinConfidence = 0, Vector = "ntp-reflection", Kind = ResourceKind.Reflector }));
    }

    [Fact]
    public void Resources_of_a_period_are_told_apart_by_whether_another_saw_them()
    {
        ListFilter later = new() { Period = Period.Parse("2021Q3", HomeRegion.China) };
        Assert.Equal(["192.0.2.60"], Addresses(later with { SeenIn = Sample.Quarter }));
        Assert.Equal(["192.0.2.59"], Addresses(later with { NotSeenIn = Sample.Quarter }));
        // Then its confidence was 0.5.
        Assert.Equal(["192.0.2.59", "192.0.2.60"], Addresses(later with { NotSeenIn = Sample.Quarter, MinConfidence = 0.6 }));
        Assert.DoesNotContain("192.0.2.60", Addresses(new ListFilter { Period = Sample.Quarter, NotSeenIn = later.Period }));
        Assert.Empty(Addresses(later with { SeenIn = Sample.Quarter, NotSeenIn = Sample.Quarter }));
        ListPage<ResourceRow> page = _file.Store.ResourcesPage(later with { NotSeenIn = Sample.Quarter, Order = new ListOrder("events"), Limit = 1 });
        Assert.Equal((1L, (PagePosition?)null), (page.Total, page.Last));
    }

    [Fact]
    public void A_routers_place_is_the_operators_word()
    {
        ResourceRow router = Assert.Single(Resources(new ListFilter { Kind = ResourceKind.SpoofingRouter, AddressDataVersion = "v1" }));
        Assert.Equal(("CN", "四川", "联通"), (router.Country, router.Province, router.Operator));
    }

    [Fact]
    public void Only_addresses_without_a_place_are_looked_up()
    {
        TablePlaces places = new("v1", new Dictionary<string, Place>());
        _file.Store.PlaceAddresses(places, ExporterDirectory.Empty);
        // The router alone: what the operator says of it may have changed.
        Assert.Equal(1, places.Asked);
        TablePlaces newer = new("v2", new Dictionary<string, Place>());
        _file.Store.PlaceAddresses(newer, ExporterDirectory.Empty);
        Assert.Equal(1 + 5 + 3, newer.Asked);
    }

    [Fact]
    public void Events_are_filtered_by_target_place_time_vector_and_resources()
    {
        Assert.Equal([_first.Id, _ordered.Id, _second.Id], Events(new ListFilter()));
        Assert.Equal([_first.Id, _ordered.Id], Events(new ListFilter { Period = Sample.Quarter }));
        Assert.Equal([_second.Id], Events(new ListFilter { Period = Period.Parse("2021Q3", HomeRegion.China) }));
        Assert.Equal([_first.Id], Events(new ListFilter { Country = "HK", AddressDataVersion = "v1" }));
        Assert.Equal([_first.Id, _second.Id], Events(new ListFilter { Target = IpPrefix.Parse("203.0.113.0/24") }));
        Assert.Equal([_second.Id], Events(new ListFilter { Target = IpPrefix.Parse("203.0.113.64/26") }));
        Assert.Equal([_first.Id], Events(new ListFilter { Vector = "ntp-reflection" }));
        Assert.Equal([_first.Id, _second.Id], Events(new ListFilter { Kind = ResourceKind.Bot }));
        Assert.Equal([_first.Id], Events(new ListFilter { Address = Sample.Address("192.0.2.50") }));
        Assert.Equal([_first.Id], Events(new ListFilter { Address = Sample.Address("203.0.113.9") }));
        Assert.Empty(Events(new ListFilter { Address = Sample.Address("192.0.2.51") }));
        Assert.Equal([_ordered.Id], Events(new ListFilter { Basis = EventBasis.Command }));
        EventRow row = _file.Store.Events(new ListFilter { EventId = _first.Id })[0];
        Assert.Equal((0L, 1L, 2L, 1L), (row.Controllers, row.Bots, row.Reflectors, row.Routers));
    }

    private IReadOnlyList<ResourceRow> Resources(ListFilter filter) => _file.Store.Resources(filter);

    private IEnumerable<string> Addresses(ListFilter filter) => Resources(filter).Select(row => row.Resource.Address.ToString());

    private IEnumerable<string> Events(ListFilter filter) => _file.Store.Events(filter).Select(row => row.Id);
}
