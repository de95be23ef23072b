namespace Suyuan.Telemetry.Logs;

/// <summary>RFC 4180 records that stand on one line each.</summary>
internal static class CsvLine
{
    /// <summary>
    /// The cells of a line; false where a quote is not closed. What stands between a closed quote and the comma belongs to the cell: writers that escape quotes
    /// by backslashes (Shadowserver, of some devices' own words) leave it there.
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<char> line, out List<string> cells)
    {
        cells = [];
        while (true)
        {
            if (line is not ['"', ..])
            {
                int comma = line.IndexOf(',');
                cells.Add((comma < 0 ? line : line[..comma]).Trim().ToString());
                if (comma < 0)
                {
                    return true;
                }
                line = line[(comma + 1)..];
                continue;
            }
            int end = 1;
            while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
            {
                end += line[end] == '"' ? 2 : 1;
            }
            if (end >= line.Length)
            {
                return false;
            }
            int next = line[(end + 1)..].IndexOf(',');
            ReadOnlySpan<char> behind = next < 0 ? line[(end + 1)..] : line.Slice(end + 1, next);
            cells.Add(string.Concat(line[1..end].ToString().Replace("\"\"", "\"", StringComparison.Ordinal), behind.TrimEnd()));
            if (next < 0)
            {
                return true;
            }
            // Blanks between a comma and a quote are the writer's, not the cell's (abuse.ch).
            line = line[(end + 1 + next + 1)..].TrimStart(' ');
        }
    }

    /// <summary>Columns by name, in lower case; the first of equal names counts.</summary>
    public static Dictionary<string, int> Columns(IReadOnlyList<string> header)
    {
        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (int at = 0; at < header.Count; at++)
        {
            columns.TryAdd(header[at].Trim(' ', '"', '\uFEFF'), at);
        }
        return columns;
    }
}
