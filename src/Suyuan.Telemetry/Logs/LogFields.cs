using System.Globalization;
using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Typed reads of a log line's fields. "Absent" and "wrong" differ: a wrong field refuses the line, an absent optional one is unknown.</summary>
internal static class LogFields
{
    // No log is older than the Internet's first worm, and none comes from the next century: a time outside is a slip or a lie.
    private static readonly DateTimeOffset s_earliest = new(1988, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>ISO 8601 with a zone: a time without one could be any of twenty-six hours. Within 1988 to 2199.</summary>
    public static bool TryTime(JsonElement line, out DateTimeOffset time)
    {
        time = default;
        if (!line.TryGetProperty("time", out JsonElement field) || field.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        string text = field.GetString()!;
        bool zoned = text.EndsWith('Z') || text.LastIndexOf('+') > 10 || text.LastIndexOf('-') > 10;
        return zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
            && time >= s_earliest && time < s_latest;
    }

    public static bool TryAddress(JsonElement line, string name, out IpAddress address)
    {
        address = default;
        return line.TryGetProperty(name, out JsonElement field) && field.ValueKind == JsonValueKind.String && IpAddress.TryParse(field.GetString(), out address);
    }

    /// <summary>Null where absent; false where it is no text.</summary>
    public static bool TryText(JsonElement line, string name, out string? text)
    {
        text = null;
        if (!line.TryGetProperty(name, out JsonElement field) || field.ValueKind == JsonValueKind.Null)
        {
            return true;
        }
        if (field.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        text = field.GetString();
        return true;
    }

    /// <summary>Null where absent; false where it is no whole number within the bounds.</summary>
    public static bool TryNumber(JsonElement line, string name, long least, long most, out long? number)
    {
        number = null;
        if (!line.TryGetProperty(name, out JsonElement field) || field.ValueKind == JsonValueKind.Null)
        {
            return true;
        }
        if (field.ValueKind != JsonValueKind.Number || !field.TryGetInt64(out long value) || value < least || value > most)
        {
            return false;
        }
        number = value;
        return true;
    }
}
