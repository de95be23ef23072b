using System.Globalization;
using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What the numbers rest on. Exporters and input files are named in the internal edition only.</summary>
internal static class JsonCoverage
{
    public static void Write(Utf8JsonWriter json, Report report, ReportEdition edition)
    {
        Coverage coverage = report.Coverage.Value;
        json.WriteStartObject("coverage");
        json.WriteNumber("days", coverage.Days);
        json.WriteNumber("days_in_period", coverage.DaysInPeriod);
        json.WriteNumber("records_read", coverage.RecordsRead);
        json.WriteNumber("records_used", coverage.RecordsUsed);
        json.WriteStartObject("refused");
        foreach ((string reason, long count) in coverage.RefusedByReason)
        {
            json.WriteNumber(reason, count);
        }
        json.WriteEndObject();
        if (coverage.UndeterminedShare is double share)
        {
            json.WriteNumber("undetermined_share", Math.Round(share, 9));
        }
        else
        {
            json.WriteNull("undetermined_share");
        }
        json.WriteNumber("exporter_count", coverage.Exporters.Count);
        json.WriteNumber("input_count", coverage.Inputs.Count);
        if (edition == ReportEdition.Internal)
        {
            Exporters(json, coverage);
            Inputs(json, coverage);
        }
        JsonExhibits.Lineage(json, report.Coverage.Lineage);
        json.WriteEndObject();
        Sources(json, report.Sources);
    }

    private static void Exporters(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartArray("exporters");
        foreach (ExporterCoverage exporter in coverage.Exporters)
        {
            json.WriteStartObject();
            json.WriteString("exporter", exporter.Exporter);
            json.WriteNumber("minutes", exporter.Minutes);
            json.WriteNumber("sampling", exporter.Sampling);
            json.WriteNumber("records", exporter.Records);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Inputs(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartArray("inputs");
        foreach (InputFile input in coverage.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("format", input.Format);
            json.WriteNumber("bytes", input.Bytes);
            json.WriteString("sha256", input.Sha256);
            Time(json, "from", input.From);
            Time(json, "to", input.To);
            json.WriteNumber("records", input.Records);
            json.WriteBoolean("simulated", input.Simulated);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter json, string name, long? milliseconds)
    {
        if (milliseconds is long value)
        {
            json.WriteString(name, JsonReport.Time(DateTimeOffset.FromUnixTimeMilliseconds(value)));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Sources(Utf8JsonWriter json, IReadOnlyList<AddressDataSource> sources)
    {
        json.WriteStartArray("address_data");
        foreach (AddressDataSource source in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("use", source.Use);
            json.WriteString("date", source.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("licence", source.Licence);
            json.WriteString("attribution", source.Attribution);
            json.WriteString("link", source.Link?.AbsoluteUri);
            json.WriteBoolean("present", source.Present);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
