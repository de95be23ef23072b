namespace Suyuan.Store.DuckDb;

/// <summary>
/// Restricts a connection to what a constituent may see, below every query: temporary views of the connection stand before the tables of the same names. What is not named here
/// is empty, tables of later migrations too; so a new query, or a new column of a list, shows nothing of others unless it is let through here. Targets are
/// still whole in the rows (minutes are joined by them): whoever prints them masks them.
/// </summary>
internal static class ConstituentView
{
    /// <summary>Nobody's in particular.</summary>
    private static readonly string[] s_open = ["store_info", "vector", "address_data", "attack_minute", "settled"];

    public static void Restrict(Database database, Constituency constituency)
    {
        string file = database.ListText("SELECT current_database()", row => row.GetString(0)).Single();
        List<string> tables = database.List("Constituents/tables", row => row.GetString(0));
        Dictionary<string, string> seen = new(StringComparer.Ordinal)
        {
            ["place"] = $"SELECT * FROM {Whole("place")} WHERE {Condition(constituency)}",
            // Nor whose devices saw it, nor which log an order stands in.
            ["participation"] = $"""
                SELECT p.* REPLACE (NULL::UINTEGER AS exporter, NULL::UINTEGER AS interface, regexp_replace(p.detail, '(^| )log=[^ ]*', '', 'g') AS detail)
                FROM {Whole("participation")} AS p
                WHERE EXISTS (
                    FROM temp.main.place AS pl
                    WHERE pl.address = p.address AND pl.router = (p.kind = 4)
                        AND pl.data_id = (SELECT id FROM {Whole("address_data")} ORDER BY written_at DESC, id DESC LIMIT 1))
                """,
            // Written out, since the file's own view would look through these at the events.
            ["current_event"] = $"""
                SELECT * EXCLUDE (newest)
                FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS newest FROM {Whole("event")})
                WHERE newest = 1 AND NOT retracted AND verdict_id IN (SELECT verdict_id FROM temp.main.participation)
                """,
        };
        foreach (string name in seen.Keys.Concat(tables.Except(seen.Keys)).Except(s_open))
        {
            database.ExecuteText($"CREATE TEMP VIEW {name} AS {seen.GetValueOrDefault(name, $"SELECT * FROM {Whole(name)} WHERE false")}");
        }

        string Whole(string name) => $"{Quoted(file)}.main.{name}";
    }

    /// <summary>The view <c>kept_list</c> of a kept table, which lies in another file: all of it, or a constituent's rows.</summary>
    /// <param name="key">What it is sorted by, as an expression of its columns.</param>
    public static void ShowKeptList(Database database, string table, string key, Constituency? only) => database.ExecuteText(
        $"CREATE OR REPLACE TEMP VIEW kept_list AS SELECT *, {key} AS sort_key FROM {table}{(only is null ? "" : " WHERE " + Condition(only))}");

    private static string Condition(Constituency constituency) => string.Join(" AND ", ((string?[])
    [
        // Who rents machines out is a constituent as who runs lines is.
        constituency.Operator is string name ? $"{Text(name)} IN (operator, cloud)" : null,
        constituency.Province is string province ? $"province = {Text(province)}" : null,
    ]).OfType<string>());

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
