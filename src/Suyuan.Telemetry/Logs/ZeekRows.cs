using System.Globalization;

namespace Suyuan.Telemetry.Logs;

/// <summary>A record of a Zeek log.</summary>
/// <param name="Path">Which log: <c>conn</c>, <c>notice</c>, <c>intel</c>, <c>dns</c>, …; empty where neither header nor fields tell.</param>
/// <param name="Row">Null where the line was refused for <paramref name="Fault"/>.</param>
internal readonly record struct ZeekRecord(string Path, ILogRow? Row, long Number, DecodeFault Fault);

/// <summary>
/// Records of Zeek logs in both of Zeek's writers: tab-separated values with a header of <c>#</c> lines (docs.zeek.org, "Zeek Log Formats"), and JSON, an object a
/// line. Headers may come again where logs were concatenated.
/// </summary>
internal static class ZeekRows
{
    public const string Conn = "conn";
    public const string Notice = "notice";
    public const string Intel = "intel";
    public const string Dns = "dns";

    public static IEnumerable<ZeekRecord> Read(Stream stream)
    {
        using TextLines lines = new(stream);
        ZeekHeader header = new();
        while (lines.Read())
        {
            if (lines.IsBlank)
            {
                continue;
            }
            if (lines.TooLong)
            {
                yield return new ZeekRecord("", null, lines.Number, DecodeFault.LineTooLong);
            }
            else if (lines.Line.Span.TrimStart() is ['#', ..])
            {
                header.Take(lines.Line.ToString().TrimStart());
            }
            else if (lines.Line.Span.TrimStart('\uFEFF') is ['{', ..])
            {
                using System.Text.Json.JsonDocument? document = JsonLines.Parse(lines.Line);
                yield return document is null
                    ? new ZeekRecord("", null, lines.Number, DecodeFault.MalformedLine)
                    : new ZeekRecord(PathOf(new JsonRow(document.RootElement)), new JsonRow(document.RootElement), lines.Number, DecodeFault.None);
            }
            else
            {
                ILogRow? row = header.Row(lines.Line.ToString());
                yield return new ZeekRecord(header.Path, row, lines.Number, row is null ? DecodeFault.MalformedLine : DecodeFault.None);
            }
        }
    }

    /// <summary>The log that a JSON record is of: by its name where the writer gave one, else by the fields that only that log has.</summary>
    public static string PathOf(ILogRow row) =>
        row["_path"] is string path ? path
        : row["ts"] is null ? ""
        : row["seen.indicator"] is not null ? Intel
        : row["note"] is not null && row["msg"] is not null ? Notice
        : row["uid"] is null ? ""
        : row["conn_state"] is not null ? Conn
        : row["trans_id"] is not null && row["qtype"] is not null ? Dns
        : "";
}

/// <summary>The header of a tab-separated Zeek log, as far as it was read.</summary>
internal sealed class ZeekHeader
{
    private string _separator = "\t";
    private string _unset = "-";
    private string _empty = "(empty)";
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public string Path { get; private set; } = "";

    public void Take(string line)
    {
        // "#separator \x09" is itself separated by a blank: it says by what the others are.
        if (line.StartsWith("#separator ", StringComparison.Ordinal))
        {
            _separator = Unescape(line["#separator ".Length..].Trim());
            return;
        }
        string[] cells = line.Split(_separator);
        switch (cells[0])
        {
            case "#path" when cells.Length > 1:
                Path = cells[1];
                break;
            case "#unset_field" when cells.Length > 1:
                _unset = cells[1];
                break;
            case "#empty_field" when cells.Length > 1:
                _empty = cells[1];
                break;
            case "#fields":
                _columns.Clear();
                for (int at = 1; at < cells.Length; at++)
                {
                    _columns[cells[at]] = at - 1;
                }
                break;
        }
    }

    /// <summary>Null where no header says what the cells are, or there are more or fewer of them.</summary>
    public TableRow? Row(string line)
    {
        string[] cells = line.Split(_separator);
        if (_columns.Count == 0 || cells.Length != _columns.Count)
        {
            return null;
        }
        for (int at = 0; at < cells.Length; at++)
        {
            cells[at] = cells[at] == _empty ? "" : cells[at];
        }
        return new TableRow(_columns, cells, _unset);
    }

    private static string Unescape(string text) =>
        text.Length == 4 && text.StartsWith("\\x", StringComparison.Ordinal)
        && byte.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code)
            ? ((char)code).ToString()
            : text.Length == 0 ? "\t" : text;
}
