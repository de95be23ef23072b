using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Telemetry.Files;

/// <summary>Why a text of a kind that we know is not read (docs/formats.md, "Refused on purpose").</summary>
internal static class RefusedText
{
    /// <summary>Entries of an undated list that must be addresses or names before it is called one.</summary>
    private const int ListEntries = 3;

    /// <summary>Null where the text is of no kind that we know.</summary>
    public static string? Reason(ReadOnlySpan<byte> first)
    {
        if (LogRecogniser.ZeekPath(first) is string path)
        {
            return $"a Zeek {Printable(path)} log; of Zeek's logs conn, notice, intel and dns are read";
        }
        if (first.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            return OfJson(JsonShape.Names(first));
        }
        foreach (IReadOnlyDictionary<string, int> columns in LogRecogniser.Headers(first))
        {
            if (columns.ContainsKey("StartTime") && columns.ContainsKey("SrcAddr") && columns.ContainsKey("TotPkts"))
            {
                return "a list of Argus flows (binetflow): its times have no zone; give the capture";
            }
        }
        return IsUndatedList(first) ? "a list of addresses or names without dates: evidence without a date cannot age" : null;
    }

    private static string OfJson(HashSet<string> names) =>
        names.Contains("ReporterInfo") && names.Contains("Report") ? "an X-ARF abuse report: a complaint about one address, by whoever sent it; not read"
        : names.Contains("targets") && names.Contains("randoms") ? "a DDoSia target list: it names targets, but neither the controller nor a time"
        : names.Contains("ts") && names.Contains("uid") ? "a Zeek log; of Zeek's logs conn, notice, intel and dns are read"
        : "JSON, but with the fields of no log that is read (docs/formats.md)";

    private static bool IsUndatedList(ReadOnlySpan<byte> first)
    {
        int entries = 0;
        foreach (Range range in first.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = first[range].Trim(" \t\r"u8);
            // Comments, and the paths of malware that such lists mix in.
            if (line is [] or [(byte)'#' or (byte)'/', ..])
            {
                continue;
            }
            if (line.Length > 300 || !IndicatorValue.TryParse(Encoding.UTF8.GetString(line), out IpAddress? _, out _, out _))
            {
                return false;
            }
            if (++entries == ListEntries)
            {
                return true;
            }
        }
        return false;
    }

    private static string Printable(string text) => new([.. text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-').Take(40)]);
}
