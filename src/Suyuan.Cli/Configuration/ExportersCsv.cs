using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Suyuan.Model;

namespace Suyuan.Cli.Configuration;

/// <summary>Reads <c>exporters.csv</c>: columns found by header, all but <c>exporter</c> optional, unknown columns refused.</summary>
internal static class ExportersCsv
{
    private static readonly string[] s_columns = ["exporter", "interface", "role", "prefixes", "router", "address", "province", "operator", "name", "contact", "asn"];

    /// <exception cref="ConfigurationException">A row or column cannot be used; the message names file and line.</exception>
    public static IReadOnlyList<ExporterSettings> Read(string path)
    {
        using StreamReader reader = new(path);
        return Read(reader, path);
    }

    internal static IReadOnlyList<ExporterSettings> Read(TextReader reader, string name)
    {
        try
        {
            return ReadTable(reader, name);
        }
        catch (CsvHelperException error)
        {
            throw new ConfigurationException($"{name}:{error.Context?.Parser?.RawRow ?? 1}: no CSV: a quotation mark stands where none may, or has no second");
        }
    }

    private static List<ExporterSettings> ReadTable(TextReader reader, string name)
    {
        CsvConfiguration format = new(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = header => header.Header.ToLowerInvariant(),
            MissingFieldFound = null,
        };
        using CsvReader csv = new(reader, format);
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new ConfigurationException($"{name}: empty; its first line must name the columns, 'exporter' among them");
        }
        string[] header = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant()).ToArray();
        if (!header.Contains("exporter"))
        {
            throw new ConfigurationException($"{name}:1: no column 'exporter'");
        }
        if (header.Except(s_columns).FirstOrDefault() is string unknown)
        {
            throw new ConfigurationException($"{name}:1: unknown column '{unknown}'; known are {string.Join(", ", s_columns)}");
        }
        List<ExporterSettings> rows = [];
        while (csv.Read())
        {
            rows.Add(ReadRow(csv, name));
        }
        return rows;
    }

    private static ExporterSettings ReadRow(CsvReader csv, string name)
    {
        return new ExporterSettings
        {
            Exporter = Text("exporter") switch
            {
                null => throw Bad("exporter", "is empty"),
                string key => IpAddress.TryParse(key, out IpAddress address) ? address.ToString() : key,
            },
            Interface = Text("interface") is string index
                ? uint.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : throw Bad("interface", $"'{index}' is not an interface index")
                : null,
            Role = Text("role") switch
            {
                null => InterfaceRole.Unknown,
                "edge" => InterfaceRole.Edge,
                "peering" => InterfaceRole.Peering,
                "core" => InterfaceRole.Core,
                string role => throw Bad("role", $"'{role}' is not edge, peering or core"),
            },
            Prefixes = (Text("prefixes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : throw Bad("prefixes", $"'{text}' is not a prefix (host bits must be zero)"))
                .ToArray(),
            Router = Text("router"),
            Address = Text("address") is string text ? IpAddress.TryParse(text, out IpAddress parsed) ? parsed : throw Bad("address", $"'{text}' is not an address") : null,
            Province = Text("province"),
            Operator = Text("operator"),
            Name = Text("name"),
            Contact = Text("contact"),
            Asn = Text("asn") is string asn
                ? uint.TryParse(asn, NumberStyles.None, CultureInfo.InvariantCulture, out uint network) ? network : throw Bad("asn", $"'{asn}' is not an AS number")
                : 0,
        };

        string? Text(string column) => csv.TryGetField(column, out string? value) && !string.IsNullOrWhiteSpace(value) ? value : null;

        ConfigurationException Bad(string column, string what) => new($"{name}:{csv.Parser.Row}: column {column} {what}");
    }
}
