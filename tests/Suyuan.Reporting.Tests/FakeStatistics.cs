using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting.Tests;

/// <summary>Statistics from hand-made numbers: what is not set is empty.</summary>
internal sealed class FakeStatistics(string period) : IPeriodStatistics
{
    public Dictionary<ResourceSelection, FakeResources> Resources { get; } = [];

    public Period Period { get; } = Period.Parse(period, HomeRegion.China);

    public HomeRegion Home { get; init; } = HomeRegion.China;

    public Coverage CoverageValue { get; set; } = new(0, 91, [], 0, 0, [], null, [], false);

    public EventTotals EventValue { get; set; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, []);

    public List<VectorCount> VectorValues { get; } = [];

    public List<DayCount> DayValues { get; } = [];

    public List<TopTarget> LargestValues { get; } = [];

    public List<CategoryCount> TargetValues { get; } = [];

    /// <summary>Oldest first; this period's own alone where nothing is set.</summary>
    public List<PeriodVantage> VantageValues { get; } = [];

    public Dictionary<ResourceSelection, ResourceHistory> Histories { get; } = [];

    public ControllerActivity Activity { get; set; } = new(0, 0);

    public BotProof Proof { get; set; } = new(0, 0, 0);

    public Statistic<Coverage> Coverage() => With("coverage", CoverageValue, CoverageValue.RecordsRead);

    public Statistic<EventTotals> Events() => With("event-totals", EventValue, EventValue.Events);

    public Statistic<IReadOnlyList<VectorCount>> Vectors() => With<IReadOnlyList<VectorCount>>("vectors", VectorValues, EventValue.Events);

    public Statistic<IReadOnlyList<DayCount>> EventsPerDay() => With<IReadOnlyList<DayCount>>("events-per-day", DayValues, EventValue.Events);

    public Statistic<IReadOnlyList<TopTarget>> LargestEvents(int count) =>
        With<IReadOnlyList<TopTarget>>("largest-events", [.. LargestValues.Take(count)], EventValue.Events);

    public Statistic<IReadOnlyList<CategoryCount>> TargetCountries() =>
        With<IReadOnlyList<CategoryCount>>("target-countries", TargetValues, EventValue.Targets);

    public Statistic<ResourceTotals> Totals(ResourceSelection selection) => With("resource-totals", Of(selection).Totals, selection);

    public Statistic<IReadOnlyList<CategoryCount>> Countries(ResourceSelection selection) =>
        With<IReadOnlyList<CategoryCount>>("resource-countries", Of(selection).Countries, selection);

    public Statistic<IReadOnlyList<CategoryCount>> Provinces(ResourceSelection selection) =>
        With<IReadOnlyList<CategoryCount>>("resource-provinces", Of(selection).Provinces, selection);

    public Statistic<IReadOnlyList<CategoryCount>> Networks(ResourceSelection selection) =>
        With<IReadOnlyList<CategoryCount>>("resource-networks", Of(selection).Networks, selection);

    public Statistic<IReadOnlyList<TopResource>> Top(ResourceSelection selection, int count) =>
        With<IReadOnlyList<TopResource>>("top-resources", [.. Of(selection).Top.Take(count)], selection);

    public Statistic<IReadOnlyList<CategoryCount>> ReflectorProtocols() => With<IReadOnlyList<CategoryCount>>(
        "reflector-protocols",
        [.. Resources.Where(pair => pair.Key.Kind == ResourceKind.Reflector).Select(pair => new CategoryCount(pair.Key.Protocol, pair.Value.Totals.Count))
            .OrderByDescending(count => count.Count)],
        0);

    public Statistic<ControllerActivity> ControllerActivity() => With("controller-activity", Activity, Activity.Ordered);

    public Statistic<BotProof> BotProof() => With("bot-proof", Proof, Proof.Proven);

    public Statistic<IReadOnlyList<PeriodVantage>> Vantage() => With<IReadOnlyList<PeriodVantage>>(
        "coverage-exporters", VantageValues.Count > 0 ? VantageValues : [new PeriodVantage(Period.Name, CoverageValue.Days, CoverageValue.DaysInPeriod, CoverageValue.Exporters.Count, CoverageValue.Exporters.Count)], 0);

    public Statistic<ResourceHistory> History(ResourceSelection selection)
    {
        long count = Of(selection).Totals.Count;
        return With(
            "resource-turnover",
            Histories.GetValueOrDefault(selection) ?? new ResourceHistory([.. Enumerable.Repeat(0L, Math.Max(0, VantageValues.Count - 1)), count], count, 0, 0, null, ResourceLife.None with { Classes = [count, 0, 0, 0, 0] }),
            selection);
    }

    private FakeResources Of(ResourceSelection selection) => Resources.GetValueOrDefault(selection) ?? new FakeResources();

    private Statistic<T> With<T>(string query, T value, ResourceSelection selection) => new(value, new Lineage(
        query,
        new Dictionary<string, string> { ["period"] = Period.Name, ["kind"] = selection.Kind.Token(), ["protocol"] = selection.Protocol ?? "" },
        Of(selection).Totals.Count, "test-1"));

    private Statistic<T> With<T>(string query, T value, long rows) =>
        new(value, new Lineage(query, new Dictionary<string, string> { ["period"] = Period.Name }, rows, rows == 0 ? "" : "test-1"));
}

internal sealed record FakeResources
{
    public ResourceTotals Totals { get; init; } = new(0, 0, 0, 0, 0, 0);
    public List<CategoryCount> Countries { get; init; } = [];
    public List<CategoryCount> Provinces { get; init; } = [];
    public List<CategoryCount> Networks { get; init; } = [];
    public List<TopResource> Top { get; init; } = [];

    /// <summary>Totals that fit the lists.</summary>
    public static FakeResources From(
        (string? Name, long Count)[] countries, (string? Name, long Count)[] provinces, (string? Name, long Count)[] networks,
        long cloud = 0, long unknown = 0, long below = 0, params TopResource[] top)
    {
        long home = provinces.Sum(province => province.Count);
        long abroad = countries.Sum(country => country.Count);
        return new FakeResources
        {
            Totals = new ResourceTotals(home + abroad + unknown, home, abroad, cloud, unknown, below),
            Countries = Counts(countries),
            Provinces = Counts(provinces),
            Networks = Counts(networks),
            Top = [.. top],
        };
    }

    /// <summary>A made-up address that masks to A.X.X.D.</summary>
    public static IpAddress Unmask(string masked, int row)
    {
        string[] parts = masked.Split('.');
        return IpAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{parts[0]}.0.{row + 1}.{parts[3]}"));
    }

    private static List<CategoryCount> Counts((string? Name, long Count)[] pairs) =>
        [.. pairs.Select(pair => new CategoryCount(pair.Name, pair.Count)).OrderByDescending(count => count.Count).ThenBy(count => count.Name, StringComparer.Ordinal)];
}
