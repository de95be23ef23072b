using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>Reads what a list is asked with: the filters of the command line, <c>sort</c>, <c>limit</c> and <c>cursor</c>.</summary>
internal static class ListQuery
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 1000;

    private static readonly string[] s_paging = ["sort", "limit", "cursor", "lang"];

    private static readonly string[] s_filters =
    [
        "period", "kind", "protocol", "scope", "country", "province", "operator", "cloud", "event", "address", "target", "vector", "basis", "min-confidence",
    ];

    private static readonly string[] s_ofResources = ["seen-in", "not-seen-in"];

    /// <summary>What would tell a constituent, by trying, whose address an event's target is.</summary>
    private static readonly string[] s_ofTargets = ["target"];

    private static readonly string[] s_ofEventTargets = ["target", "address", "country", "province", "operator", "cloud"];

    /// <param name="orders">What the list can be ordered by; the first is its default.</param>
    /// <exception cref="ApiRefusal">A name is not known, or a value is none of those allowed.</exception>
    public static ListFilter Read(IQueryCollection query, IReadOnlyList<string> orders, HomeRegion home, Viewer viewer)
    {
        RefuseUnknown(query, [.. s_filters, .. s_paging, .. orders == ListOrders.Resources ? s_ofResources : []]);
        string[] closed = viewer.Only is null ? [] : orders == ListOrders.Events ? s_ofEventTargets : s_ofTargets;
        if (closed.FirstOrDefault(query.ContainsKey) is string asked)
        {
            throw new ApiRefusal($"{asked}: is a filter by targets here, which a constituent may not know", StatusCodes.Status403Forbidden);
        }
        ListOrder order = Order(Text(query, "sort"), orders);
        return Read(name => Text(query, name), home) with
        {
            Order = order,
            Limit = Limit(Text(query, "limit")),
            After = Text(query, "cursor") is string cursor ? Position(cursor, order) : null,
        };
    }

    /// <summary>Filters alone, where the whole list is asked for.</summary>
    /// <exception cref="ApiRefusal">A name is not known, or a value is none of those allowed.</exception>
    public static ListFilter ReadFilters(IQueryCollection query, string list, HomeRegion home)
    {
        RefuseUnknown(query, [.. s_filters, .. list == "resources" ? s_ofResources : []]);
        return Read(name => Text(query, name), home);
    }

    /// <summary>Filters alone.</summary>
    /// <exception cref="ApiRefusal">A value is none of those allowed.</exception>
    public static ListFilter Read(Func<string, string?> value, HomeRegion home)
    {
        try
        {
            return ListFilterText.Read(value, home);
        }
        catch (ListFilterException error)
        {
            throw new ApiRefusal(error.Message);
        }
    }

    public static ApiPage<TTo> Page<TFrom, TTo>(ListPage<TFrom> page, ListFilter filter, Func<TFrom, TTo> map) =>
        new([.. page.Rows.Select(map)], page.Total, page.Last is PagePosition last ? Cursor(last, filter.Order!) : null, page.AsOf);

    /// <summary>Opaque to its holder; of no use with another order.</summary>
    private static string Cursor(PagePosition last, ListOrder order) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new CursorText(
        order.Key, order.Ascending, last.Key, last.Id, last.Resource.Kind, last.Resource.Protocol ?? "", last.Resource.Scope, last.Resource.Address.Value.ToString(CultureInfo.InvariantCulture))));

    private static PagePosition Position(string cursor, ListOrder order)
    {
        try
        {
            CursorText? read = JsonSerializer.Deserialize<CursorText>(Base64Url.DecodeFromChars(cursor));
            if (read is { Id: not null, Protocol: not null, Address: not null } && read.Order == order.Key && read.Ascending == order.Ascending)
            {
                return new PagePosition(
                    read.Key, read.Id, new ResourceKey(read.Kind, read.Protocol, read.Scope, new IpAddress(UInt128.Parse(read.Address, NumberStyles.None, CultureInfo.InvariantCulture))));
            }
        }
        catch (Exception error) when (error is FormatException or JsonException or OverflowException)
        {
            // Refused below, with those of another order.
        }
        throw new ApiRefusal("cursor: not one that this list gave with this order; begin again without it");
    }

    private static void RefuseUnknown(IQueryCollection query, string[] known)
    {
        if (query.Keys.FirstOrDefault(key => !known.Contains(key)) is string unknown)
        {
            throw new ApiRefusal($"{unknown}: no such parameter; known are {string.Join(", ", known)}");
        }
    }

    private static ListOrder Order(string? text, IReadOnlyList<string> orders)
    {
        string wanted = text ?? "-" + orders[0];
        bool ascending = !wanted.StartsWith('-');
        string key = ascending ? wanted : wanted[1..];
        return orders.Contains(key)
            ? new ListOrder(key, ascending)
            : throw new ApiRefusal($"sort: '{wanted}' is none of {string.Join(", ", orders)}; a minus before it puts the largest first");
    }

    public static int Limit(string? text) =>
        text is null ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw new ApiRefusal($"limit: '{text}' is not a whole number from 1 to {MaxLimit}");

    public static string? Text(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => one[0] is { Length: > 0 } text ? text : null,
        _ => throw new ApiRefusal($"{name}: given more than once"),
    };

    private sealed record CursorText(string Order, bool Ascending, long Key, string Id, ResourceKind Kind, string Protocol, SpoofScope Scope, string Address);
}

/// <summary>A request that cannot be answered as it stands; the message is for who wrote it.</summary>
internal sealed class ApiRefusal(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status => status;

    /// <summary>When the same may be asked again; null = the answer would be the same.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
