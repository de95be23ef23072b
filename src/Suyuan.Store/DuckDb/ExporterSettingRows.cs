using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>What the operator told of exporters and their interfaces: a row given again replaces the one before.</summary>
internal static class ExporterSettingRows
{
    public static List<ExporterSettings> Load(Database database) => Load(database, "exporter_setting");

    /// <param name="table">The table itself, or that of an attached store.</param>
    public static List<ExporterSettings> Load(Database database, string table) => database.ListText(Database.Text("Exporters/select-settings").Replace("exporter_setting", table, StringComparison.Ordinal), row => new ExporterSettings
    {
        Exporter = row.GetString(0),
        Interface = row.OrNull<uint>(1),
        Role = (InterfaceRole)row.GetByte(2),
        Prefixes = [.. row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IpPrefix.Parse)],
        Router = row.TextOrNull(4),
        Address = row.IsDBNull(5) ? null : row.Address(5),
        Province = row.TextOrNull(6),
        Operator = row.TextOrNull(7),
        Name = row.TextOrNull(8),
        Contact = row.TextOrNull(9),
        Asn = row.GetFieldValue<uint>(10),
    });

    public static void Save(Database database, IEnumerable<ExporterSettings> settings)
    {
        ExporterSettings[] rows = [.. settings.GroupBy(row => (row.Exporter, row.Interface)).Select(same => same.Last())];
        foreach (ExporterSettings row in rows)
        {
            database.Execute("Exporters/delete-setting", ("exporter", row.Exporter), ("interface", row.Interface));
        }
        using DuckDBAppender appender = database.Append("exporter_setting");
        foreach (ExporterSettings row in rows)
        {
            IDuckDBAppenderRow written = appender.CreateRow().AppendValue(row.Exporter).AppendValue(row.Interface).AppendValue((byte)row.Role)
                .AppendValue(string.Join(' ', row.Prefixes)).AppendValue(row.Router);
            written = row.Address is IpAddress address ? written.AppendValue(address) : written.AppendNullValue();
            written.AppendValue(row.Province).AppendValue(row.Operator).AppendValue(row.Name).AppendValue(row.Contact).AppendValue(row.Asn).EndRow();
        }
    }
}
