using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <param name="Period">As reports name it.</param>
/// <param name="Kinds">The report's kinds of resources, in its order.</param>
public sealed record ApiOverview(
    string Period, DateTimeOffset From, DateTimeOffset To, EventTotals Events, IReadOnlyList<ApiKindTotals> Kinds, IReadOnlyList<VectorCount> Vectors, IReadOnlyList<DayCount> Days,
    IReadOnlyList<ApiTopTarget> Largest, Coverage Coverage);

/// <summary>One of the largest events; times in Unix ms.</summary>
public sealed record ApiTopTarget(
    string EventId, string Target, string? Country, string? Province, string? Network, long Start, long End, string Vectors, long Packets, long Octets, long PeakBits, long PeakPackets,
    int PeakSeconds, uint Sampling)
{
    public static ApiTopTarget Of(TopTarget row, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(viewer);
        return new ApiTopTarget(
            row.EventId, viewer.Print(row.Target), row.Country, row.Province, row.Network, row.Start, row.End, row.Vectors, row.Packets, row.Octets, row.PeakBits, row.PeakPackets,
            row.PeakSeconds, row.Sampling);
    }
}

/// <param name="Home">Of <paramref name="Count"/>; with abroad and unknown country they add up to it.</param>
public sealed record ApiKindTotals(string Kind, string? Protocol, string? Scope, long Count, long Home, long Abroad, long Cloud, long UnknownCountry);

/// <param name="Kinds">The report's kinds of resources, in its order.</param>
public sealed record ApiChanges(string Period, string Against, IReadOnlyList<ApiKindChange> Kinds);

/// <param name="Count">In the period: <paramref name="Surviving"/> + <paramref name="New"/>.</param>
/// <param name="Before">In the other: <paramref name="Surviving"/> + <paramref name="Vanished"/>.</param>
public sealed record ApiKindChange(string Kind, string? Protocol, string? Scope, long Count, long Before, long Surviving, long New, long Vanished);

public sealed record ApiKindStatistics(
    ApiKindTotals Totals, IReadOnlyList<CategoryCount> Countries, IReadOnlyList<CategoryCount> Provinces, IReadOnlyList<CategoryCount> Networks, IReadOnlyList<ApiTopResource> Top);

public sealed record ApiTopResource(string Address, string? Province, string? Network, long Events, long Packets, double Confidence);

/// <param name="First">Start of the first event; null = there are none.</param>
/// <param name="Quarters">Those that hold events, newest first.</param>
public sealed record ApiPeriods(DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyList<string> Quarters);

/// <summary>The numbers of the report, for any period.</summary>
internal static class StatisticsEndpoints
{
    private const int Largest = 10;
    private const int Top = 20;

    private static readonly ResourceSelection[] s_kinds =
    [
        new(ResourceKind.Controller), new(ResourceKind.Bot), new(ResourceKind.Reflector, "memcached"), new(ResourceKind.Reflector, "ntp"), new(ResourceKind.Reflector, "ssdp"),
        new(ResourceKind.Reflector), new(ResourceKind.SpoofingRouter, null, SpoofScope.CrossDomain), new(ResourceKind.SpoofingRouter, null, SpoofScope.Local),
    ];

    public static void MapStatistics(this IEndpointRouteBuilder api, StoreReaders readers, HomeRegion home)
    {
        api.MapGet("/statistics/periods", (Viewer viewer, CancellationToken cancel) => readers.Ask(viewer, store => Periods(store, home), cancel))
            .WithSummary("Which periods hold events.").Produces<ApiPeriods>().Needs(Access.Own);

        api.MapGet("/statistics/{period}", (string period, Viewer viewer, CancellationToken cancel) =>
        {
            Period wanted = ReadPeriod(period, home);
            return readers.Ask(viewer, store => Overview(store, wanted, home, viewer), cancel);
        }).WithSummary("A period's counts: events, resources by kind, vectors, days, and what they stand on.").Produces<ApiOverview>().Needs(Access.Own);

        api.MapGet("/statistics/{period}/changes", (string period, HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            Period wanted = ReadPeriod(period, home);
            Period against = ListQuery.Text(request.Query, "against") is string other ? ReadPeriod(other, home) : wanted.Before(home);
            return readers.Ask(viewer, store => Changes(store, wanted, against, home), cancel);
        }).WithSummary("What came and went of each kind of resources against another period (against; the one before by default).").Produces<ApiChanges>().Needs(Access.Own);

        api.MapGet("/statistics/{period}/{kind}", (string period, string kind, HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            Period wanted = ReadPeriod(period, home);
            ResourceSelection selection = ReadSelection(kind, request.Query, home);
            return readers.Ask(viewer, store => OfKind(store, wanted, selection, home), cancel);
        }).WithSummary("A period's resources of one kind by country, province, operator or cloud, and the Top 20.").Produces<ApiKindStatistics>().Needs(Access.Own);
    }

    private static ApiPeriods Periods(IAttackReader store, HomeRegion home)
    {
        if (store.EventSpan() is not (long first, long last))
        {
            return new ApiPeriods(null, null, []);
        }
        List<string> quarters = [];
        DateTimeOffset oldest = ApiTime.Of(first);
        for (Period quarter = Period.QuarterOf(ApiTime.Of(last), home); quarter.To > oldest; quarter = Period.QuarterOf(quarter.From.AddTicks(-1), home))
        {
            quarters.Add(quarter.Name);
        }
        return new ApiPeriods(oldest, ApiTime.Of(last), quarters);
    }

    private static ApiOverview Overview(IAttackReader store, Period period, HomeRegion home, Viewer viewer)
    {
        IPeriodStatistics statistics = store.Statistics(period, home, store.AddressDataVersion);
        // A store may hold temporary tables behind them.
        using IDisposable? tables = statistics as IDisposable;
        return new ApiOverview(
            period.Name, period.From, period.To, statistics.Events().Value, [.. s_kinds.Select(kind => Totals(statistics, kind))], statistics.Vectors().Value,
            statistics.EventsPerDay().Value, [.. statistics.LargestEvents(Largest).Value.Select(row => ApiTopTarget.Of(row, viewer))], statistics.Coverage().Value);
    }

    private static ApiChanges Changes(IAttackReader store, Period period, Period against, HomeRegion home) => new(
        period.Name, against.Name,
        [
            .. store.Compare(period, against, home, s_kinds).Select(turnover => new ApiKindChange(
                turnover.Selection.Kind.Token(), turnover.Selection.Protocol, ApiText.OrNull(turnover.Selection.Scope.Token()), turnover.Count, turnover.Before, turnover.Surviving, turnover.New,
                turnover.Vanished)),
        ]);

    private static ApiKindStatistics OfKind(IAttackReader store, Period period, ResourceSelection selection, HomeRegion home)
    {
        IPeriodStatistics statistics = store.Statistics(period, home, store.AddressDataVersion);
        using IDisposable? tables = statistics as IDisposable;
        return new ApiKindStatistics(
            Totals(statistics, selection), statistics.Countries(selection).Value, statistics.Provinces(selection).Value, statistics.Networks(selection).Value,
            [.. statistics.Top(selection, Top).Value.Select(row => new ApiTopResource(row.Address.ToString(), row.Province, row.Network, row.Events, row.Packets, row.Confidence))]);
    }

    private static ApiKindTotals Totals(IPeriodStatistics statistics, ResourceSelection selection)
    {
        ResourceTotals totals = statistics.Totals(selection).Value;
        return new ApiKindTotals(
            selection.Kind.Token(), selection.Protocol, ApiText.OrNull(selection.Scope.Token()), totals.Count, totals.Home, totals.Abroad, totals.Cloud, totals.UnknownCountry);
    }

    private static Period ReadPeriod(string period, HomeRegion home) => ListQuery.Read(name => name == "period" ? period : null, home).Period!;

    private static ResourceSelection ReadSelection(string kind, IQueryCollection query, HomeRegion home)
    {
        ListFilter filter = ListQuery.Read(name => name == "kind" ? kind : name is "protocol" or "scope" ? ListQuery.Text(query, name) : null, home);
        ResourceKind known = filter.Kind!.Value;
        SpoofScope scope = filter.Scope ?? SpoofScope.None;
        return (known, filter.Protocol, scope) switch
        {
            (not ResourceKind.Reflector, not null, _) => throw new ApiRefusal("protocol: only reflectors have one"),
            (ResourceKind.SpoofingRouter, _, SpoofScope.None) => throw new ApiRefusal("scope: routers are counted by scope; add scope=cross_domain or scope=local"),
            (not ResourceKind.SpoofingRouter, _, not SpoofScope.None) => throw new ApiRefusal("scope: only routers have one"),
            _ => new ResourceSelection(known, filter.Protocol, scope),
        };
    }
}
