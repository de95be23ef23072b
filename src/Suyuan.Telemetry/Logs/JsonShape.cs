using System.Text.Json;

namespace Suyuan.Telemetry.Logs;

/// <summary>What the beginning of a JSON text shows of the whole.</summary>
internal static class JsonShape
{
    /// <summary>Levels of nesting whose names are told: the object, and what its first members hold.</summary>
    private const int Depth = 2;

    /// <summary>
    /// One object a line, rather than one document: the first value is followed by more, or stands on one line. Where the first value is broken, some other line
    /// must be a whole object.
    /// </summary>
    public static bool IsLines(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = Trim(head);
        if (text is [(byte)'[', ..])
        {
            return false;
        }
        try
        {
            Utf8JsonReader reader = new(text, isFinalBlock: false, default);
            return reader.Read() && reader.TrySkip()
                && (!text[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty || !text[..(int)reader.BytesConsumed].Contains((byte)'\n'));
        }
        catch (JsonException)
        {
            foreach (Range range in head.Split((byte)'\n'))
            {
                if (TryObject(Trim(head[range]), out _))
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary>A whole object; a copy, so it lives on.</summary>
    public static bool TryObject(ReadOnlySpan<byte> line, out JsonElement found)
    {
        found = default;
        if (line is not [(byte)'{', ..])
        {
            return false;
        }
        try
        {
            Utf8JsonReader reader = new(line);
            if (JsonElement.TryParseValue(ref reader, out JsonElement? parsed) && parsed is { ValueKind: JsonValueKind.Object } element
                && reader.BytesConsumed == line.Length && (line.IndexOf("\\u"u8) < 0 || JsonNames.AreText(element)))
            {
                found = element;
                return true;
            }
        }
        catch (JsonException)
        {
            // No object.
        }
        return false;
    }

    /// <summary>
    /// Names of the members of a text's first object (the text itself, or the first of its array) and of what these hold, as far as the beginning reaches:
    /// <c>name</c>, and <c>outer.name</c>.
    /// </summary>
    public static HashSet<string> Names(ReadOnlySpan<byte> head)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        ReadOnlySpan<byte> text = Trim(head);
        int root = text is [(byte)'[', ..] ? 1 : 0;
        string outer = "";
        try
        {
            Utf8JsonReader reader = new(text, isFinalBlock: false, default);
            while (reader.Read())
            {
                int level = reader.CurrentDepth - root;
                if (reader.TokenType == JsonTokenType.PropertyName && level is >= 1 and <= Depth)
                {
                    string name = reader.GetString() ?? "";
                    outer = level == 1 ? name : outer;
                    names.Add(level == 1 ? name : $"{outer}.{name}");
                }
                else if (reader.TokenType == JsonTokenType.EndObject && level == 0)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Names up to the damage; a name that is no text has none.
        }
        return names;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        (text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text).Trim(" \t\r\n"u8);
}
