using System.Text.Json;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Telemetry.Files;

/// <summary>Recognises logs by the fields of their lines, and finds their first and last time.</summary>
internal static class LogSurvey
{
    /// <summary>The kind of the first whole line that has the fields of one; blank and malformed lines before it are passed over.</summary>
    /// <param name="first">The beginning of the input.</param>
    public static TelemetryFormat Recognise(ReadOnlySpan<byte> first)
    {
        if (first is [0xEF, 0xBB, 0xBF, ..])
        {
            first = first[3..];
        }
        while (!first.IsEmpty)
        {
            int end = first.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? first : first[..end]).Trim(" \t\r"u8);
            first = end < 0 ? [] : first[(end + 1)..];
            if (line is [(byte)'{', ..] && Kind(line) is TelemetryFormat format and not TelemetryFormat.Unknown)
            {
                return format;
            }
        }
        return TelemetryFormat.Unknown;
    }

    public static InputSurvey Of(InputSurvey survey, OctetReader octets)
    {
        (long first, long last) = (long.MaxValue, long.MinValue);
        using OctetStream stream = new(octets);
        JsonLines.Read(stream, new DecodeFaultCounts(), (line, _) =>
        {
            if (LogFields.TryTime(line, out DateTimeOffset time))
            {
                first = Math.Min(first, time.ToUnixTimeMilliseconds());
                last = Math.Max(last, time.ToUnixTimeMilliseconds());
            }
        });
        return survey with
        {
            FirstMs = first <= last ? first : null,
            LastMs = first <= last ? last : null,
            BrokeOff = octets.Corrupt ? new BreakOff(octets.Failure, octets.Position) : null,
        };
    }

    private static TelemetryFormat Kind(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line);
            if (!JsonElement.TryParseValue(ref reader, out JsonElement? parsed) || parsed is not { ValueKind: JsonValueKind.Object } fields)
            {
                return TelemetryFormat.Unknown;
            }
            return fields.TryGetProperty("kind", out _) && fields.TryGetProperty("controller", out _) ? TelemetryFormat.BotnetLog
                : fields.TryGetProperty("sensor", out _) && fields.TryGetProperty("victim", out _) ? TelemetryFormat.SensorLog
                : TelemetryFormat.Unknown;
        }
        catch (JsonException)
        {
            return TelemetryFormat.Unknown;
        }
    }
}
