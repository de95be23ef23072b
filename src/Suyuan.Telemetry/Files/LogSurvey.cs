using Suyuan.Model;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Telemetry.Files;

/// <summary>Looks through a log for its first and last time, and whether it holds flows.</summary>
internal static class LogSurvey
{
    public static InputSurvey Of(InputSurvey survey, OctetReader octets)
    {
        survey = survey.Format is TelemetryFormat.SuricataEve or TelemetryFormat.ZeekLog ? OfSensor(survey, octets) : OfRows(survey, octets);
        return survey with { BrokeOff = octets.Corrupt ? new BreakOff(octets.Failure, octets.Position) : null };
    }

    private static InputSurvey OfRows(InputSurvey survey, OctetReader octets)
    {
        using OctetStream stream = new(octets);
        (long First, long Last)? span = EvidenceLogReader.Read(survey.Format, stream, "", "", ControllerNames.None).Span;
        return survey with { FirstMs = span?.First, LastMs = span?.Last };
    }

    /// <summary>By its flows where it has any: they are merged with other inputs by time, alerts are not.</summary>
    private static InputSurvey OfSensor(InputSurvey survey, OctetReader octets)
    {
        FlowBatchPool pool = new();
        TimeSpanSink records = new(pool);
        FlowWriter writer = new(pool, records);
        ExporterTable exporters = new();
        using SensorFlowReader reader = new(survey.Format, octets, exporters, writer, exporters.Intern(ExporterTable.FilePrefix), new ExportDecoderOptions());
        while (reader.Read())
        {
        }
        writer.Flush();
        bool any = reader.RecordsRead > 0;
        return survey with { FirstMs = any ? records.FirstMs : null, LastMs = any ? records.LastMs : null, HoldsExports = reader.Offered > 0 };
    }
}
