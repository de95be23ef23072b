using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class RoutingRowsTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeMilliseconds(Sample.Day);

    [Fact]
    public void A_table_and_siblings_come_back_as_saved_each_until_the_next_of_its_kind()
    {
        using TemporaryStore file = new();
        Assert.Equal(0, file.Store.LoadRoutes().Count);
        RouteTableBuilder old = new();
        old.Add(IpPrefix.Parse("203.0.113.0/24"), [64_500, 64_509], [64_509]);
        file.Store.SaveRoutes(old.Build(), [Source(RoutingKind.Table, "old.rib")]);
        file.Store.SaveSiblings(new SiblingTable(new Dictionary<uint, string> { [64_501] = "a", [64_502] = "a" }), Source(RoutingKind.Siblings, "as2org.jsonl"));
        RouteTableBuilder builder = new();
        builder.Add(IpPrefix.Parse("198.51.100.0/24"), [64_500, 64_501], [64_501]);
        builder.Add(IpPrefix.Parse("2001:db8::/32"), [64_500, 64_503], [64_503, 64_504]);
        builder.Add(IpPrefix.Parse("192.0.2.0/24"), [], []);
        file.Store.SaveRoutes(builder.Build(), [Source(RoutingKind.Table, "new.rib")]);

        RouteTable loaded = file.Reopen().LoadRoutes();

        Assert.Equal([Source(RoutingKind.Table, "new.rib"), Source(RoutingKind.Siblings, "as2org.jsonl")], file.Store.RoutingSources());
        Assert.Equal(builder.Build().Rows.Select(Text).Order(), loaded.Rows.Select(Text).Order());
        Assert.Equal([64_500u, 64_501u, 64_502u, 64_503u], loaded.Cone(64_500).Order());
    }

    private static string Text(KeyValuePair<IpPrefix, IReadOnlyList<uint>> row) => $"{row.Key} {string.Join(' ', row.Value)}";

    private static RoutingSource Source(RoutingKind kind, string name) =>
        new(kind, name, "00ff", kind == RoutingKind.Table ? s_now.AddDays(-1) : null, s_now, 5, 1);
}
