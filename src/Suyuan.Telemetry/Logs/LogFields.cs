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
        return TryText(line, "time", out string? text) && TryTime(text, out time);
    }

    /// <inheritdoc cref="TryTime(JsonElement, out DateTimeOffset)"/>
    public static bool TryTime(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null && (text.EndsWith('Z') || text.LastIndexOf('+') > 10 || text.LastIndexOf('-') > 10) && TryParse(text, out time);
    }

    /// <summary>Of formats whose times are UTC by definition, and of lists: a day or half a one is nothing to evidence that ages over a month.</summary>
    public static bool TryUtc(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null && TryParse(text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] : text, out time);
    }

    /// <summary>Seconds since 1970, with or without a fraction. Within 1988 to 2199.</summary>
    public static bool TrySeconds(string? text, out DateTimeOffset time)
    {
        time = default;
        // A decimal keeps the microseconds of any such time.
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal seconds)
            || seconds < s_earliest.ToUnixTimeSeconds() || seconds >= s_latest.ToUnixTimeSeconds())
        {
            return false;
        }
        time = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    public static bool TryAddress(JsonElement line, string name, out IpAddress address)
    {
        address = default;
        return TryText(line, name, out string? text) && IpAddress.TryParse(text, out address);
    }

    /// <summary>Null where absent; false where it is no number of a port.</summary>
    public static bool TryPort(string? text, out ushort? port)
    {
        port = null;
        if (text is null)
        {
            return true;
        }
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
        {
            return false;
        }
        port = number;
        return true;
    }

    /// <summary>Null where absent; false where it is no text.</summary>
    public static bool TryText(JsonElement line, string name, out string? text)
    {
        text = null;
        if (!line.TryGetProperty(name, out JsonElement field) || field.ValueKind == JsonValueKind.Null)
        {
            return true;
        }
        text = field.ValueKind == JsonValueKind.String ? Text(field) : null;
        return text is not null;
    }

    /// <summary>Null where the text has half of a surrogate pair, which no text can hold.</summary>
    public static string? Text(JsonElement field)
    {
        try
        {
            return field.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
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

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && time >= s_earliest && time < s_latest;
}
