using System.Text;
using System.Text.Json;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Telemetry.Files;

/// <summary>Tells logs apart by the fields of their lines, the header of their table, or the members of their document.</summary>
internal static class LogRecogniser
{
    /// <summary>Blank and malformed lines before the first that tells are passed over.</summary>
    /// <param name="first">The beginning of the input.</param>
    public static TelemetryFormat Recognise(ReadOnlySpan<byte> first)
    {
        first = first is [0xEF, 0xBB, 0xBF, ..] ? first[3..] : first;
        foreach (Range range in first.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = first[range].Trim(" \t\r"u8);
            if (JsonShape.TryObject(line, out JsonElement fields) && OfObject(name => fields.TryGetProperty(name, out _), new JsonRow(fields)) is var kind and not TelemetryFormat.Unknown)
            {
                return kind;
            }
            if (line is [(byte)'#', ..] && TextOf(line) is var header && (header.StartsWith("#path", StringComparison.Ordinal) || header.StartsWith("#separator", StringComparison.Ordinal)))
            {
                return ZeekPath(first) is ZeekRows.Conn or ZeekRows.Notice or ZeekRows.Intel or ZeekRows.Dns ? TelemetryFormat.ZeekLog : TelemetryFormat.Unknown;
            }
        }
        if (first.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            return OfObject(JsonShape.Names(first).Contains, null);
        }
        return OfTable(first);
    }

    /// <summary>The <c>#path</c> of a tab-separated Zeek log; null where the text has none.</summary>
    public static string? ZeekPath(ReadOnlySpan<byte> first)
    {
        ZeekHeader header = new();
        foreach (Range range in first.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = first[range].TrimStart(" \t"u8).TrimEnd((byte)'\r');
            if (line is not [(byte)'#', ..])
            {
                break;
            }
            header.Take(TextOf(line));
        }
        return header.Path.Length == 0 ? null : header.Path;
    }

    /// <summary>The columns of a text's first line that is no comment, and of the comment before it.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, int>> Headers(ReadOnlySpan<byte> first)
    {
        List<IReadOnlyDictionary<string, int>> headers = [];
        foreach (Range range in first.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = first[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }
            if (CsvRows.Header(TextOf(line)) is Dictionary<string, int> columns)
            {
                headers.Add(columns);
            }
            if (line[0] != (byte)'#')
            {
                break;
            }
        }
        return headers;
    }

    private static TelemetryFormat OfTable(ReadOnlySpan<byte> first)
    {
        foreach (IReadOnlyDictionary<string, int> columns in Headers(first))
        {
            if (ShadowserverReport.IsHeader(columns))
            {
                return TelemetryFormat.ShadowserverReport;
            }
            if (IndicatorList.IsList(columns.ContainsKey))
            {
                return TelemetryFormat.IndicatorCsv;
            }
        }
        return TelemetryFormat.Unknown;
    }

    /// <param name="has">Whether the object has a member; <c>outer.inner</c> for members of a member, known of documents only.</param>
    /// <param name="row">The object's values, where it is whole.</param>
    private static TelemetryFormat OfObject(Func<string, bool> has, JsonRow? row) =>
        has("kind") && has("controller") && has("time") ? TelemetryFormat.BotnetLog
        : has("sensor") && has("victim") ? TelemetryFormat.SensorLog
        : has("event_type") && has("timestamp") ? TelemetryFormat.SuricataEve
        : has("cnc") && has("cnctype") && has("messagetype") ? TelemetryFormat.TrackerFeed
        : has("objects") && has("type") && has("id") && (row is null || row["type"] == "bundle") ? TelemetryFormat.StixBundle
        : has("Event") || (has("Attribute") && has("Orgc")) || has("response.Event") || has("response.Attribute") || (has("response") && row is not null) ? TelemetryFormat.MispEvent
        : row is not null && ZeekRows.PathOf(row) is ZeekRows.Conn or ZeekRows.Notice or ZeekRows.Intel or ZeekRows.Dns ? TelemetryFormat.ZeekLog
        : IndicatorList.IsList(has) ? TelemetryFormat.IndicatorJson
        : TelemetryFormat.Unknown;

    private static string TextOf(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line);
}
