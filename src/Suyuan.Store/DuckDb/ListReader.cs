using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>The lists of the command line: filters, order and limit are the database's work.</summary>
/// <param name="kept">Lists that are kept; null = none are.</param>
/// <param name="only">Whose part of them it is; null = all.</param>
internal sealed class ListReader(Database database, NameTable exporters, KeptLists? kept = null, Constituency? only = null)
{
    public IReadOnlyList<EventRow> Events(ListFilter filter) => database.List("Lists/events", EventOf, Parameters(filter));

    public IReadOnlyList<ResourceRow> Resources(ListFilter filter) => database.List("Lists/resources", ResourceOf, Parameters(filter));

    public IReadOnlyList<ParticipationRow> Participations(ListFilter filter) => database.List("Lists/participations", ParticipationOf, Parameters(filter));

    public ListPage<EventRow> EventsPage(ListFilter filter) => Page("Lists/events", EventOf, filter, sortKey: 23, row => (row.Id, default));

    public ListPage<ResourceRow> ResourcesPage(ListFilter filter)
    {
        if (kept is null || !kept.Covers(database, filter))
        {
            return ResourcesPage("Lists/resources", filter);
        }
        KeptEdition edition;
        DateTimeOffset? asOf;
        try
        {
            edition = kept.Take(filter, out asOf);
        }
        catch (DuckDBException error) when (StoreFile.IsFull(error))
        {
            // Slower, but there is nothing to keep it in.
            return ResourcesPage("Lists/resources", filter);
        }
        using (edition)
        {
            ConstituentView.ShowKeptList(database, edition.Table, SortKey(filter.Order), only);
            return ResourcesPage("Lists/kept-resources", filter) with { AsOf = asOf };
        }
    }

    private static string SortKey(ListOrder? order) => (order is { Ascending: true } ? "-" : "") + order?.Key switch
    {
        "events" => "events",
        "packets" => "packets",
        "bytes" => "octets",
        "first_seen" => "first_ms",
        "last_seen" => "last_ms",
        "confidence" => "(confidence * 1000000)::BIGINT",
        _ => throw new ArgumentException($"resources cannot be ordered by {order?.Key}", nameof(order)),
    };

    private ListPage<ResourceRow> ResourcesPage(string query, ListFilter filter) => Page(query, ResourceOf, filter, sortKey: 16, row => ("", row.Resource));

    public ListPage<ParticipationRow> ParticipationsPage(ListFilter filter) =>
        Page("Lists/participations", ParticipationOf, filter, sortKey: 23, row => (row.Participation.EventId, row.Participation.Resource));

    internal static ResourceRow ResourceOf(DuckDBDataReader row) => new(
        Key(row, 0), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.OrNull<uint>(8), row.GetInt64(9),
        row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetDouble(14), row.GetInt64(15));

    private static EventRow EventOf(DuckDBDataReader row) => new(
        row.GetString(0), row.Prefix(1, 2), row.GetInt64(3), row.GetInt64(4), row.GetString(5), row.GetInt32(6), row.GetInt64(7), row.GetInt64(8),
        row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14), row.GetInt64(15),
        row.GetInt32(16), (EventBasis)row.GetByte(17), row.GetFieldValue<uint>(18))
    {
        Range = new TrafficRange(row.GetInt64(19), row.GetInt64(20), row.GetInt64(21), row.GetInt64(22)),
    };

    private ParticipationRow ParticipationOf(DuckDBDataReader row) => new(
        new Participation(
            row.GetString(0), Key(row, 1), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetDouble(10),
            row.OrNull<uint>(11) is uint exporter ? exporters[exporter] : "", row.OrNull<uint>(12), row.GetString(13), row.GetString(14)),
        row.Prefix(15, 16).ToString(), row.GetString(17))
    {
        Country = row.TextOrNull(18),
        Province = row.TextOrNull(19),
        Operator = row.TextOrNull(20),
        Cloud = row.TextOrNull(21),
    };

    /// <summary>One row more than the page is asked for, to know whether another page follows.</summary>
    private ListPage<T> Page<T>(string query, Func<DuckDBDataReader, T> read, ListFilter filter, int sortKey, Func<T, (string Id, ResourceKey Resource)> identify)
    {
        if (filter is not { Order: not null, Limit: int limit })
        {
            throw new ArgumentException("a page needs an order and a limit", nameof(filter));
        }
        List<(T Row, long Key, long Total)> rows = database.List(
            query, row => (read(row), row.GetInt64(sortKey), row.GetInt64(sortKey + 1)), Parameters(filter with { Limit = limit + 1 }));
        PagePosition? last = null;
        if (rows.Count > limit)
        {
            (string id, ResourceKey resource) = identify(rows[limit - 1].Row);
            last = new PagePosition(rows[limit - 1].Key, id, resource);
        }
        return new ListPage<T>([.. rows.Take(limit).Select(row => row.Row)], rows.Count > 0 ? rows[0].Total : 0, last);
    }

    public IReadOnlyList<Component> Components(string? eventId) => database.List(
        "Lists/event-components",
        row => new Component(
            row.GetString(0), row.GetString(1), row.GetFieldValue<uint>(2), (ComponentClass)row.GetByte(3), row.GetInt64(4), row.GetInt64(5), row.GetString(6),
            row.GetString(7)),
        ("event", eventId));

    public IReadOnlyList<SeenResources> Seen(string eventId) => database.List(
        "Lists/event-seen",
        row => new SeenResources((ResourceKind)row.GetByte(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
        ("event", eventId));

    public IReadOnlyList<IpAddress> LoggedControllers() => database.List("Lists/logged-controllers", row => row.Address(0));

    private static ResourceKey Key(DuckDBDataReader row, int column) => new(
        (ResourceKind)row.GetByte(column), row.GetString(column + 1), (SpoofScope)row.GetByte(column + 2), row.Address(column + 3));

    /// <remarks>What an event counts is of all; a constituent's part of it is counted anew.</remarks>
    private (string, object?)[] Parameters(ListFilter filter) =>
    [
        .. Parameters(database, filter),
        ("counted", only is null && filter.MinConfidence == ListFilter.DefaultConfidence),
        ("long", filter is { Order: not null, EventId: null, Address: null, Country: null, Province: null, Operator: null, Cloud: null }),
    ];

    internal static (string, object?)[] Parameters(Database database, ListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        int? data = database.AddressData(filter.AddressDataVersion);
        return
        [
            ("from_ms", filter.Period?.From.ToUnixTimeMilliseconds()),
            ("to_ms", filter.Period?.To.ToUnixTimeMilliseconds()),
            ("seen_from_ms", filter.SeenIn?.From.ToUnixTimeMilliseconds()),
            ("seen_to_ms", filter.SeenIn?.To.ToUnixTimeMilliseconds()),
            ("unseen_from_ms", filter.NotSeenIn?.From.ToUnixTimeMilliseconds()),
            ("unseen_to_ms", filter.NotSeenIn?.To.ToUnixTimeMilliseconds()),
            ("event", filter.EventId),
            ("verdict", filter.EventId is string id ? database.List("Lists/event-verdict", row => (long?)row.GetInt64(0), ("event", id)).SingleOrDefault() : null),
            ("basis", (int?)filter.Basis),
            ("vector", filter.Vector),
            ("target_first", filter.Target?.Address),
            ("target_last", filter.Target?.Last),
            ("target_length", (int?)filter.Target?.Length),
            ("kind", (int?)filter.Kind),
            ("protocol", filter.Protocol),
            ("scope", (int?)filter.Scope),
            ("address", filter.Address),
            ("country", filter.Country),
            ("province", filter.Province),
            ("operator", filter.Operator),
            ("cloud", filter.Cloud),
            ("min_confidence", filter.MinConfidence),
            ("limit", filter.Limit ?? long.MaxValue),
            ("data", data),
            ("placed", filter is { Country: null, Province: null, Operator: null, Cloud: null } ? null : data),
            ("order", filter.Order?.Key),
            ("direction", filter.Order is { Ascending: true } ? -1L : 1L),
            ("after_key", filter.After?.Key),
            ("after_id", filter.After?.Id),
            ("after_address", filter.After?.Resource.Address),
            ("after_kind", (int?)filter.After?.Resource.Kind),
            ("after_protocol", filter.After?.Resource.Protocol ?? ""),
            ("after_scope", (int?)filter.After?.Resource.Scope),
        ];
    }
}
