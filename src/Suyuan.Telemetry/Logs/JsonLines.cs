using System.Text.Json;

namespace Suyuan.Telemetry.Logs;

/// <summary>Reads JSON Lines: one object a line, UTF-8. Lines that are no object, or too long, are counted and passed over.</summary>
internal static class JsonLines
{
    /// <summary>Calls back with each object and its line number, counting from 1.</summary>
    /// <returns>Lines that are not blank.</returns>
    public static long Read(Stream stream, DecodeFaultCounts faults, Action<JsonElement, long> visit)
    {
        using TextLines lines = new(stream);
        long count = 0;
        while (lines.Read())
        {
            if (lines.IsBlank)
            {
                continue;
            }
            count++;
            faults.Position = lines.Number;
            using JsonDocument? document = lines.TooLong ? null : Parse(lines.Line);
            if (document is null)
            {
                faults.Add(lines.TooLong ? DecodeFault.LineTooLong : DecodeFault.MalformedLine);
            }
            else
            {
                visit(document.RootElement, lines.Number);
            }
        }
        return count;
    }

    /// <summary>Null where the line is no object.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<char> line)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && (!line.Span.Contains("\\u", StringComparison.Ordinal) || JsonNames.AreText(document.RootElement)))
            {
                return document;
            }
            document.Dispose();
        }
        catch (JsonException)
        {
            // Refused below, as any line that is no object.
        }
        return null;
    }
}
