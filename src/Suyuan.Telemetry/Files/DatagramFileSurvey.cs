using Suyuan.Model;

namespace Suyuan.Telemetry.Files;

/// <summary>Looks through a file of export datagrams for its first and last record.</summary>
internal static class DatagramFileSurvey
{
    public static InputSurvey Of(InputSurvey survey, OctetReader octets)
    {
        FlowBatchPool pool = new();
        TimeSpanSink records = new(pool);
        FlowWriter writer = new(pool, records);
        ExporterTable exporters = new();
        using DatagramFileReader reader = new(octets, exporters, writer, exporters.Intern("file:"), new ExportDecoderOptions());
        while (reader.Read())
        {
        }
        writer.Flush();
        bool any = reader.RecordsRead > 0;
        return survey with { FirstMs = any ? records.FirstMs : null, LastMs = any ? records.LastMs : null, HoldsExports = true, BrokeOff = reader.BrokeOff };
    }
}
