using System.Globalization;
using DuckDB.NET.Data;
using Suyuan.Model;
using Suyuan.Store.Care;

namespace Suyuan.Store.DuckDb;

/// <summary>Takes the facts of another store, attached as <c>part</c>, within the caller's transaction. Its numbers go on behind those that are here.</summary>
internal sealed class PartWriter(Database database, NameTable exporters, NameTable vectors, Counters before, MergePart part)
{
    /// <summary>Order matters where a table says what is here already.</summary>
    private static readonly string[] s_tables =
    [
        "commit-log", "settled", "attack-minute", "segment", "component-totals", "source-evidence", "shared-contact", "interface-background", "background-source",
        "botnet-command", "botnet-checkin", "sensor-sighting", "indicator", "input-refusal", "input", "event", "event-burst", "event-seen", "participation", "component",
        "sealed-event", "usual-thresholds", "threshold-setting",
    ];

    public void Write()
    {
        MapNames();
        Check();
        TakeSettings();
        TakeRouting();
        database.Execute("Merge/create-segments");
        database.Execute("Merge/create-logs");
        (string Name, object? Value)[] offsets = [("commit", before.Commit), ("segment", before.Segment), ("background", before.Background), ("verdict", before.Verdict)];
        foreach (string table in s_tables)
        {
            string query = $"Merge/insert-{table}";
            database.Execute(query, offsets.Where(offset => Database.Text(query).Contains("$" + offset.Name, StringComparison.Ordinal)));
        }
        exporters.AppendNew(database);
        vectors.AppendNew(database);
    }

    private void MapNames()
    {
        HashSet<string> here = [.. exporters.Names];
        database.Execute("Merge/create-names");
        using (DuckDBAppender rows = database.AppendTemporary("merge_exporter"))
        {
            foreach ((uint id, string key) in Names("exporter"))
            {
                string renamed = part.Renamed(key);
                bool shared = key.StartsWith(ExporterTable.CapturePrefix, StringComparison.Ordinal) && here.Contains(key);
                rows.CreateRow().AppendValue(id).AppendValue(exporters.Id(renamed)).AppendValue(shared).EndRow();
            }
        }
        database.Execute("Merge/create-vectors");
        using DuckDBAppender appender = database.AppendTemporary("merge_vector");
        foreach ((uint id, string token) in Names("vector"))
        {
            appender.CreateRow().AppendValue((byte)id).AppendValue((byte)vectors.Id(token)).EndRow();
        }
    }

    private List<(uint, string)> Names(string table) =>
        database.ListText($"SELECT id::UINTEGER, {(table == "vector" ? "token" : "key")} FROM part.{table} ORDER BY id", row => (row.GetFieldValue<uint>(0), row.GetString(1)));

    private void Check()
    {
        (string Key, long Minutes, long First)[] common = [.. database.List("Merge/select-common-minutes", row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)))];
        if (common.Length > 0)
        {
            string since = DateTimeOffset.FromUnixTimeMilliseconds(Minute.Start(common[0].First)).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
            throw new StoreFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{part.Label}: exporter {common[0].Key} is in an earlier store at the same time ({common[0].Minutes} minutes, first {since}{(common.Length > 1 ? $"; so are {common.Length - 1} more exporters" : "")}). Two devices with one address: give the stores names, NAME=FILE. One device that sent to both: its traffic would count twice; ingest its data into one store only"));
        }
        if (database.List("Merge/select-common-inputs", row => row.GetString(0)) is [string first, ..])
        {
            throw new StoreFileException($"{part.Label}: {first} was ingested into an earlier store too, and would count twice; ingest it into one store only");
        }
    }

    private void TakeSettings()
    {
        Dictionary<(string, uint?), ExporterSettings> here = ExporterSettingRows.Load(database).ToDictionary(row => (row.Exporter, row.Interface));
        List<ExporterSettings> added = [];
        foreach (ExporterSettings row in ExporterSettingRows.Load(database, "part.exporter_setting"))
        {
            ExporterSettings renamed = row with { Exporter = part.Renamed(row.Exporter), Router = row.Router is null ? null : part.Renamed(row.Router) };
            if (!here.TryGetValue((renamed.Exporter, renamed.Interface), out ExporterSettings? other))
            {
                added.Add(renamed);
            }
            else if (Text(other) != Text(renamed))
            {
                throw new StoreFileException(
                    $"{part.Label}: exporter {renamed.Exporter}{(renamed.Interface is uint index ? $" interface {index}" : "")} is described otherwise in an earlier store ('{Text(other)}' there, '{Text(renamed)}' here). Two devices: give the stores names, NAME=FILE. One device: give both stores the same exporters.csv");
            }
        }
        ExporterSettingRows.Save(database, added);
    }

    private static string Text(ExporterSettings row) =>
        string.Join(' ', ((string?[])[row.Role.ToString(), .. row.Prefixes.Select(prefix => prefix.ToString()), row.Router, row.Address?.ToString(), row.Province, row.Operator, row.Name, row.Contact, row.Asn == 0 ? null : $"AS{row.Asn}"])
            .Where(text => !string.IsNullOrEmpty(text)));

    /// <summary>What was read last wins, as within one store.</summary>
    private void TakeRouting()
    {
        foreach (RoutingKind kind in database.List("Merge/select-newer-routing", row => (RoutingKind)row.GetByte(0)))
        {
            database.Execute("Routing/delete-sources", ("kind", (byte)kind));
            database.ExecuteText($"INSERT INTO routing_source SELECT * FROM part.routing_source WHERE kind = {(byte)kind}");
            foreach (string table in kind == RoutingKind.Table ? (string[])["route_origin", "route_neighbour"] : ["sibling"])
            {
                database.ExecuteText($"DELETE FROM {table}");
                database.ExecuteText($"INSERT INTO {table} SELECT * FROM part.{table}");
            }
        }
    }
}
