using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Two operators in two provinces and a cloud; what one of them sees of a store that holds all.</summary>
public sealed class ConstituentViewTests : IDisposable
{
    private static readonly ListFilter s_all = new() { MinConfidence = 0, AddressDataVersion = "v1" };

    private readonly TemporaryStore _file = new();
    private readonly AttackEvent _shared = Sample.Event("203.0.113.9", Sample.Day);
    private readonly AttackEvent _others = Sample.Event("203.0.113.10", Sample.Day + Sample.Hour);
    private readonly AttackEvent _router = Sample.Event("203.0.113.11", Sample.Day + (2 * Sample.Hour));

    public ConstituentViewTests()
    {
        ExporterTable exporters = new();
        EvidenceCommit commit = new()
        {
            Exporters = exporters,
            Settled = new SettledMinutes(),
            Minutes =
            [
                Sample.Minute("203.0.113.9", "syn-flood", Sample.Day / 60_000), Sample.Minute("203.0.113.10", "syn-flood", (Sample.Day + Sample.Hour) / 60_000),
            ],
        };
        _file.Store.Commit(commit);
        Component component = new(_shared.Id, "198.51.100.1", 7, ComponentClass.Real, 10, 10, "rule", "n=1");
        _file.Store.Save(
            new EventAttribution(
                _shared,
                [
                    Sample.Part(_shared, ResourceKind.Bot, "192.0.2.1"), Sample.Part(_shared, ResourceKind.Bot, "192.0.2.2"),
                    Sample.Part(_shared, ResourceKind.Controller, "192.0.2.3") with { Detail = "orders=1 log=tap-7.c2.jsonl:3 family=mirai" },
                    Sample.Reflector(_shared, "192.0.2.4"),
                ],
                [component with { EventId = _shared.Id }]),
            Sample.Attribution(_others, Sample.Part(_others, ResourceKind.Bot, "192.0.2.2")),
            Sample.Attribution(_router, Sample.Router(_router, "192.0.2.5", 100, 100_000), Sample.Part(_router, ResourceKind.Bot, "192.0.2.2")));
        _file.Store.PlaceAddresses(
            new TablePlaces("v1", new Dictionary<string, Place>
            {
                ["192.0.2.1"] = Carrier("广东", "电信"),
                ["192.0.2.2"] = Carrier("江苏", "联通"),
                ["192.0.2.3"] = Carrier("江苏", "电信"),
                ["192.0.2.4"] = new("CN", "广东", null, null, "O'Cloud", 9, NetworkKind.Cloud),
                ["192.0.2.5"] = Carrier("广东", "联通"),
                ["203.0.113.9"] = Carrier("北京", "移动"),
            }),
            ExporterDirectory.Empty);
    }

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("电信", null, "192.0.2.1 192.0.2.3", 1)]
    [InlineData(null, "广东", "192.0.2.1 192.0.2.4 192.0.2.5", 2)]
    [InlineData("电信", "江苏", "192.0.2.3", 1)]
    [InlineData("O'Cloud", null, "192.0.2.4", 1)]
    [InlineData("联通", null, "192.0.2.2 192.0.2.5", 3)]
    [InlineData("移动", null, "", 0)]
    [InlineData("x' OR '1'='1", null, "", 0)]
    public void Lists_hold_the_constituents_own_resources_and_the_events_they_took_part_in(string? @operator, string? province, string addresses, int events)
    {
        using IAttackReader reader = _file.Store.OpenReader(new Constituency(@operator, province));
        string[] own = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(own, reader.Resources(s_all).Select(row => row.Resource.Address.ToString()).Order());
        Assert.Equal(own, reader.Participations(s_all).Select(row => row.Participation.Resource.Address.ToString()).Distinct().Order());
        Assert.Equal(events, reader.Events(s_all).Count);
        Assert.Equal(own.Length, reader.ResourcesPage(s_all with { Order = new ListOrder("events"), Limit = 10 }).Total);
        // The file itself is as it was.
        Assert.Equal(5, _file.Store.Resources(s_all).Count);
    }

    [Fact]
    public void An_event_counts_only_the_constituents_own_and_names_no_device_and_no_log()
    {
        using IAttackReader reader = _file.Store.OpenReader(new Constituency("电信", null));
        EventRow row = Assert.Single(reader.Events(s_all));
        Assert.Equal((1L, 1L, 0L, 0L), (row.Controllers, row.Bots, row.Reflectors, row.Routers));
        Assert.All(reader.Participations(s_all), part => Assert.Equal(("", null), (part.Participation.Exporter, part.Participation.Interface)));
        Assert.Equal(["n=1", "orders=1 family=mirai"], reader.Participations(s_all).Select(part => part.Participation.Detail).Order());
        Assert.Empty(reader.Components(_shared.Id));
        Assert.NotEmpty(_file.Store.Components(_shared.Id));
        Assert.NotEmpty(reader.AttackMinutes(_shared.Id));
        Assert.Empty(reader.AttackMinutes(_others.Id));
        Assert.NotEmpty(_file.Store.AttackMinutes(_others.Id));
        Assert.Empty(reader.LoadExporters());
        Assert.Empty(reader.LoggedControllers());
        Assert.Equal((_shared.Start, _shared.End), reader.EventSpan());
    }

    [Fact]
    public void Statistics_are_of_the_same_rows()
    {
        using IAttackReader reader = _file.Store.OpenReader(new Constituency(null, "广东"));
        IPeriodStatistics statistics = reader.Statistics(Sample.Quarter, HomeRegion.China, "v1");
        Assert.Equal(2, statistics.Events().Value.Events);
        Assert.Equal(1, statistics.Totals(new ResourceSelection(ResourceKind.Bot)).Value.Count);
        Assert.Equal(["广东"], statistics.Provinces(new ResourceSelection(ResourceKind.Bot)).Value.Select(row => row.Name));
        Assert.All(statistics.LargestEvents(10).Value, row => Assert.Equal((null, null, null), (row.Country, row.Province, row.Network)));
        Coverage coverage = statistics.Coverage().Value;
        Assert.Empty(coverage.Exporters);
        Assert.Empty(coverage.Inputs);
    }

    [Fact]
    public void Whatever_table_is_not_let_through_is_empty()
    {
        using DuckDbStore reader = (DuckDbStore)_file.Store.OpenReader(new Constituency("电信", null));
        string[] open = ["store_info", "vector", "address_data", "attack_minute", "settled", "place", "participation", "current_event", "current_participation"];
        foreach (string table in reader.Database.List("Constituents/tables", row => row.GetString(0)).Except(open))
        {
            Assert.Equal((table, 0L), (table, reader.Database.ListText($"SELECT count(*) FROM {table}", row => row.GetInt64(0)).Single()));
        }
        Assert.Equal(2, reader.Database.ListText("SELECT count(*) FROM place", row => row.GetInt64(0)).Single());
    }

    private static Place Carrier(string province, string @operator) => new("CN", province, null, @operator, null, 1, NetworkKind.Carrier);
}
