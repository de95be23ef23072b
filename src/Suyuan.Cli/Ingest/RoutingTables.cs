using System.Globalization;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Mrt;

namespace Suyuan.Cli.Ingest;

/// <summary>The routing tables given to a run, as one.</summary>
internal sealed record RoutingTables(RouteTable Routes, int Files, long Read, DecodeFaultCounts Faults)
{
    public static RoutingTables Load(IReadOnlyList<InputSurvey> tables)
    {
        RouteTableBuilder builder = new();
        DecodeFaultCounts faults = new();
        long read = 0;
        foreach (InputSurvey table in tables)
        {
            using Stream stream = FlowReaders.OpenLog(table);
            MrtRib rib = MrtRibReader.Read(stream, builder);
            faults.Add(rib.Faults);
            read += rib.Routes;
        }
        return new RoutingTables(builder.Build(), tables.Count, read, faults);
    }

    public void Write(TextWriter output)
    {
        if (Files == 0)
        {
            return;
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"routing tables: {Read:N0} routes to {Routes.Count:N0} prefixes, {Faults.Total:N0} records refused"));
        foreach ((DecodeFault fault, long count) in Faults.NonZero)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,14:N0}  {fault}"));
        }
    }
}
