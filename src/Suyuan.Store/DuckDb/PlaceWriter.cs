using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>Looks up what has no place yet in one version of the address data. Routers are placed anew each time: what the operator says may change.</summary>
internal sealed class PlaceWriter(Database writer, Database reader, IPlaceLookup places, ExporterDirectory directory, long now)
{
    /// <returns>Whether any was placed; routers, which are placed anew each time, do not tell.</returns>
    public bool Write()
    {
        bool any = false;
        List<int> known = writer.List("Places/select-version", row => row.GetInt32(0), ("version", places.Version));
        if (known.Count == 0)
        {
            writer.Execute("Places/insert-version", ("version", places.Version), ("now", now));
            known = writer.List("Places/select-version", row => row.GetInt32(0), ("version", places.Version));
        }
        int data = known.Single();
        writer.Execute("Places/touch-version", ("data", data), ("now", now));
        (IpAddress Address, Place Place)[] routers = Routers();
        writer.Execute("Places/delete-routers", ("data", data));
        using DuckDBAppender appender = writer.Append("place");
        foreach ((IpAddress address, Place place) in routers)
        {
            Append(appender, data, router: true, address, place);
        }
        // Read on a connection of its own, row by row: a first report may place millions of addresses.
        foreach (DuckDBDataReader row in reader.Stream("Places/select-unplaced", ("data", data)))
        {
            IpAddress address = row.Address(0);
            Append(appender, data, router: false, address, places.Find(address));
            any = true;
        }
        return any;
    }

    private (IpAddress, Place)[] Routers() =>
    [
        .. writer.List("Places/select-routers", row => (Address: row.Address(0), Exporter: row.TextOrNull(1), Interface: row.OrNull<uint>(2)))
            .GroupBy(row => row.Address)
            .Select(rows => (rows.Key, Override(places.Find(rows.Key), Settings(rows.Key, rows.Select(row => (row.Exporter, row.Interface)))))),
    ];

    /// <summary>Rows of the exporters that saw the router, then any row that gives its address.</summary>
    private IEnumerable<ExporterSettings> Settings(IpAddress address, IEnumerable<(string? Exporter, uint? Interface)> seen) =>
        seen.Select(at => at.Exporter is null ? null : directory.Find(at.Exporter, at.Interface))
            .Concat(directory.Rows.Where(row => row.Address == address || ExporterTable.AddressOf(row.Exporter) == address)
                .OrderBy(row => row.Exporter, StringComparer.Ordinal).ThenBy(row => row.Interface))
            .OfType<ExporterSettings>();

    private static Place Override(Place place, IEnumerable<ExporterSettings> settings)
    {
        string? province = settings.Select(row => row.Province).FirstOrDefault(value => value is not null);
        string? carrier = settings.Select(row => row.Operator).FirstOrDefault(value => value is not null);
        return place with
        {
            // Provinces are those of the mainland: a router whose own address is in no address data lies where its operator says.
            Country = place.Country ?? (province is null ? null : "CN"),
            Province = province ?? place.Province,
            City = province is null || province == place.Province ? place.City : null,
            Operator = carrier ?? place.Operator,
            // A router whose operator is known is not a rented machine, whatever its address says.
            Cloud = carrier is null ? place.Cloud : null,
        };
    }

    private static void Append(DuckDBAppender appender, int data, bool router, IpAddress address, Place place) =>
        appender.CreateRow().AppendValue(data).AppendValue(router).AppendValue(address).AppendValue(place.Country).AppendValue(place.Province)
            .AppendValue(place.City).AppendValue(place.Operator).AppendValue(place.Cloud).AppendValue(place.Asn).AppendValue((byte)place.Kind).EndRow();
}
