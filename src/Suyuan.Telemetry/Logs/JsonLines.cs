using System.Text.Json;

namespace Suyuan.Telemetry.Logs;

/// <summary>Reads JSON Lines: one object a line, UTF-8. Lines that are no object, or too long, are counted and passed over.</summary>
internal static class JsonLines
{
    /// <summary>Octets of the longest line read.</summary>
    public const int MaxLine = 64 << 10;

    /// <summary>Calls back with each object and its line number, counting from 1.</summary>
    /// <returns>Lines that are not blank.</returns>
    public static long Read(Stream stream, DecodeFaultCounts faults, Action<JsonElement, long> visit)
    {
        using StreamReader reader = new(stream);
        long lines = 0;
        long number = 0;
        char[] buffer = new char[MaxLine];
        while (TryLine(reader, buffer, out int length, out bool tooLong))
        {
            faults.Position = ++number;
            ReadOnlyMemory<char> line = buffer.AsMemory(0, length);
            if (line.Span.IsWhiteSpace() && !tooLong)
            {
                continue;
            }
            lines++;
            if (tooLong)
            {
                faults.Add(DecodeFault.LineTooLong);
                continue;
            }
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    visit(document.RootElement, number);
                }
                else
                {
                    faults.Add(DecodeFault.MalformedLine);
                }
            }
            catch (JsonException)
            {
                faults.Add(DecodeFault.MalformedLine);
            }
        }
        return lines;
    }

    private static bool TryLine(StreamReader reader, char[] buffer, out int length, out bool tooLong)
    {
        length = 0;
        tooLong = false;
        int next = reader.Read();
        if (next < 0)
        {
            return false;
        }
        for (; next >= 0 && next != '\n'; next = reader.Read())
        {
            if (length == buffer.Length)
            {
                tooLong = true;
            }
            else
            {
                buffer[length++] = (char)next;
            }
        }
        if (length > 0 && buffer[length - 1] == '\r')
        {
            length--;
        }
        return true;
    }
}
