namespace Suyuan.Telemetry.Logs;

/// <summary>A row of a table, or why its line is none.</summary>
internal readonly record struct CsvRecord(ILogRow? Row, long Number, DecodeFault Fault);

/// <summary>
/// Rows of a CSV file with a header. Lines that begin with <c>#</c> are comments; where no plain line has the header, the last comment before the first row is it
/// (abuse.ch writes its exports so).
/// </summary>
internal static class CsvRows
{
    /// <param name="isHeader">Tells the header by its columns.</param>
    public static IEnumerable<CsvRecord> Read(Stream stream, Func<IReadOnlyDictionary<string, int>, bool> isHeader)
    {
        using TextLines lines = new(stream);
        Dictionary<string, int>? columns = null;
        while (lines.Read())
        {
            if (lines.IsBlank)
            {
                continue;
            }
            if (lines.TooLong)
            {
                yield return new CsvRecord(null, lines.Number, DecodeFault.LineTooLong);
                continue;
            }
            bool comment = lines.Line.Span.TrimStart('\uFEFF') is ['#', ..];
            if (columns is null || comment)
            {
                Dictionary<string, int>? header = Header(lines.Line.Span);
                columns ??= header is not null && isHeader(header) ? header : null;
                if (columns is null && !comment)
                {
                    yield return new CsvRecord(null, lines.Number, DecodeFault.MalformedLine);
                }
                continue;
            }
            bool sound = CsvLine.TrySplit(lines.Line.Span, out List<string> cells) && cells.Count <= columns.Count;
            if (sound && cells.Count < columns.Count)
            {
                // Real reports leave empty cells at the end away; but a line that was cut looks the same, and then its last cell is not whole.
                cells.RemoveAt(cells.Count - 1);
            }
            yield return sound
                ? new CsvRecord(new TableRow(columns, cells, unset: ""), lines.Number, DecodeFault.None)
                : new CsvRecord(null, lines.Number, DecodeFault.MalformedLine);
        }
    }

    /// <summary>The columns of a line that may be a header.</summary>
    public static Dictionary<string, int>? Header(ReadOnlySpan<char> line) =>
        CsvLine.TrySplit(line.TrimStart("\uFEFF# "), out List<string> cells) && cells.Count > 1 ? CsvLine.Columns(cells) : null;
}
