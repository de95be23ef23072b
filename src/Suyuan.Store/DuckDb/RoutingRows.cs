using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>The routing table and the siblings that a store keeps: what is given takes the place of what was there.</summary>
internal static class RoutingRows
{
    public static List<RoutingSource> Sources(Database database) => database.List("Routing/select-sources", row => new RoutingSource(
        (RoutingKind)row.GetByte(0), row.GetString(1), row.GetString(2), row.OrNull<long>(3) is long dumped ? Time(dumped) : null, Time(row.GetInt64(4)),
        row.GetInt64(5), row.GetInt64(6)));

    public static RouteTable Load(Database database)
    {
        RouteTableBuilder routes = new();
        foreach (DuckDBDataReader row in database.Stream("Routing/select-origins"))
        {
            routes.Add(row.Prefix(0, 1), [], row.OrNull<uint>(2) is uint origin ? [origin] : []);
        }
        foreach (DuckDBDataReader row in database.Stream("Routing/select-neighbours"))
        {
            routes.AddNeighbours(row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1));
        }
        Dictionary<uint, string> organisations = [];
        foreach (DuckDBDataReader row in database.Stream("Routing/select-siblings"))
        {
            organisations.Add(row.GetFieldValue<uint>(0), row.GetString(1));
        }
        return routes.Build(new SiblingTable(organisations));
    }

    public static void Save(Database database, RouteTable routes, IReadOnlyList<RoutingSource> sources)
    {
        SaveSources(database, RoutingKind.Table, sources);
        database.ExecuteText("DELETE FROM route_origin");
        database.ExecuteText("DELETE FROM route_neighbour");
        using (DuckDBAppender appender = database.Append("route_origin"))
        {
            // Neighbouring prefixes together: columns compress better.
            foreach ((IpPrefix prefix, IReadOnlyList<uint> origins) in routes.Rows.OrderBy(row => row.Key.Address).ThenBy(row => row.Key.Length))
            {
                foreach (uint origin in origins)
                {
                    appender.CreateRow().AppendValue(prefix).AppendValue(origin).EndRow();
                }
                if (origins.Count == 0)
                {
                    appender.CreateRow().AppendValue(prefix).AppendNullValue().EndRow();
                }
            }
        }
        using DuckDBAppender neighbours = database.Append("route_neighbour");
        foreach ((uint near, uint far) in routes.Neighbours)
        {
            neighbours.CreateRow().AppendValue(near).AppendValue(far).EndRow();
        }
    }

    public static void Save(Database database, SiblingTable siblings, RoutingSource source)
    {
        SaveSources(database, RoutingKind.Siblings, [source]);
        database.ExecuteText("DELETE FROM sibling");
        using DuckDBAppender appender = database.Append("sibling");
        foreach ((uint network, string organisation) in siblings.Rows)
        {
            appender.CreateRow().AppendValue(network).AppendValue(organisation).EndRow();
        }
    }

    private static void SaveSources(Database database, RoutingKind kind, IReadOnlyList<RoutingSource> sources)
    {
        database.Execute("Routing/delete-sources", ("kind", (byte)kind));
        using DuckDBAppender appender = database.Append("routing_source");
        foreach (RoutingSource source in sources)
        {
            appender.CreateRow().AppendValue((byte)kind).AppendValue(source.Name).AppendValue(source.Sha256).AppendValue(source.DumpedAt?.ToUnixTimeMilliseconds())
                .AppendValue(source.ReadAt.ToUnixTimeMilliseconds()).AppendValue(source.Rows).AppendValue(source.Refused).EndRow();
        }
    }

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
