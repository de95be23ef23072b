using System.Globalization;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Mrt;
using Suyuan.Telemetry.Siblings;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// The routing knowledge of a run: what it was given takes the place of what the store kept, and stays there. Tables given together are one; those that the
/// store holds already are not read again.
/// </summary>
/// <param name="Kept">What stands in the store now.</param>
/// <param name="Faults">Of the files read by this run, by name.</param>
internal sealed record RoutingTables(RouteTable Routes, IReadOnlyList<RoutingSource> Kept, IReadOnlyList<KeyValuePair<string, DecodeFaultCounts>> Faults)
{
    /// <param name="siblingFile">Null where none is named.</param>
    /// <exception cref="IOException">The file of siblings cannot be read.</exception>
    public static RoutingTables Load(IAttackStore store, IReadOnlyList<InputSurvey> tables, string? siblingFile, DateTimeOffset now)
    {
        IReadOnlyList<RoutingSource> before = store.RoutingSources();
        List<KeyValuePair<string, DecodeFaultCounts>> faults = [];
        if (tables.Count > 0 && !Digests(RoutingKind.Table).SetEquals(tables.Select(table => table.Sha256)))
        {
            RouteTableBuilder builder = new();
            RoutingSource[] sources = [.. tables.DistinctBy(table => table.Sha256).Select(table => Read(table, builder))];
            store.SaveRoutes(builder.Build(), sources);
        }
        if (siblingFile is not null)
        {
            SiblingFile file = SiblingFileReader.Read(siblingFile);
            faults.Add(KeyValuePair.Create(siblingFile, file.Faults));
            if (!Digests(RoutingKind.Siblings).Contains(file.Sha256))
            {
                store.SaveSiblings(file.Siblings, new RoutingSource(
                    RoutingKind.Siblings, Path.GetFileName(siblingFile), file.Sha256, null, now, file.Siblings.Rows.Count, file.Faults.Total));
            }
        }
        return new RoutingTables(store.LoadRoutes(), store.RoutingSources(), faults);

        HashSet<string> Digests(RoutingKind kind) => [.. before.Where(source => source.Kind == kind).Select(source => source.Sha256)];

        RoutingSource Read(InputSurvey table, RouteTableBuilder builder)
        {
            using Stream stream = FlowReaders.OpenLog(table);
            MrtRib rib = MrtRibReader.Read(stream, builder);
            faults.Add(KeyValuePair.Create(table.Path, rib.Faults));
            return new RoutingSource(RoutingKind.Table, Path.GetFileName(table.Path), table.Sha256, rib.DumpedAt, now, rib.Routes, rib.Faults.Total);
        }
    }

    public void Write(TextWriter output)
    {
        foreach (RoutingSource source in Kept)
        {
            string dumped = source.DumpedAt is DateTimeOffset at ? string.Create(CultureInfo.InvariantCulture, $" of {at:yyyy-MM-dd HH:mm}Z") : "";
            output.WriteLine(source.Kind == RoutingKind.Table
                ? string.Create(CultureInfo.InvariantCulture, $"routing table: {source.Name}{dumped}: {source.Rows:N0} routes, {source.Refused:N0} records refused")
                : string.Create(CultureInfo.InvariantCulture, $"siblings: {source.Name}: {source.Rows:N0} networks, {source.Refused:N0} lines refused"));
        }
    }
}
