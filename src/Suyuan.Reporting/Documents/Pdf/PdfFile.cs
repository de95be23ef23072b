using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Suyuan.Reporting;

/// <summary>
/// As much of a PDF as is needed to know on which page a heading stands: the cross-reference table, the page tree and the named destinations
/// (ISO 32000-1, §7.5.4, §7.7.3, §12.3.2.3), as browsers write them: a table, no object streams.
/// </summary>
internal sealed partial class PdfFile
{
    private const string Maker = "Suyuan";

    /// <summary>Octets as characters of the same value.</summary>
    private readonly string _text;
    private readonly Dictionary<int, int> _offsets = [];

    /// <exception cref="PagePrinterException">The file is laid out in a way that this does not read.</exception>
    public PdfFile(byte[] pdf)
    {
        _text = Encoding.Latin1.GetString(pdf);
        Match start = StartOfTable().Match(_text, Math.Max(0, _text.Length - 1024));
        if (!start.Success || !int.TryParse(start.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out int table) || table >= _text.Length
            || !_text.AsSpan(table).StartsWith("xref"))
        {
            throw new PagePrinterException("the browser's PDF has no cross-reference table; another version of the browser may print one that has");
        }
        ReadTable(table);
    }

    /// <summary>Page of each named destination, counted from 1.</summary>
    public IReadOnlyDictionary<string, int> Destinations()
    {
        string trailer = _text[_text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        string catalog = Object(Reference(trailer, "Root"));
        Dictionary<int, int> pages = [];
        Number(Reference(catalog, "Pages"), pages);
        Dictionary<string, int> destinations = new(StringComparer.Ordinal);
        if (Reference(catalog, "Dests") is int named)
        {
            foreach (Match match in Destination().Matches(Object(named)))
            {
                if (pages.TryGetValue(int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), out int page))
                {
                    destinations[match.Groups[1].Value] = page;
                }
            }
        }
        return destinations;
    }

    /// <summary>Writes the day of issue over the times of printing and our name over the browser's, in place: the same report gives the same octets.</summary>
    public static void Settle(byte[] pdf, DateOnly issuedOn)
    {
        string text = Encoding.Latin1.GetString(pdf);
        string day = issuedOn.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000";
        foreach (Match match in Date().Matches(text))
        {
            Encoding.Latin1.GetBytes(day, pdf.AsSpan(match.Groups[1].Index));
        }
        if (Creator().Match(text) is { Success: true } creator && creator.Groups[1].Length >= Maker.Length)
        {
            Encoding.Latin1.GetBytes(Maker.PadRight(creator.Groups[1].Length), pdf.AsSpan(creator.Groups[1].Index));
        }
    }

    private void ReadTable(int at)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in _text.AsSpan(at).EnumerateLines())
        {
            if (line.StartsWith("trailer"))
            {
                return;
            }
            if (line.Length >= 18 && line[17] is 'n' or 'f')
            {
                if (line[17] == 'n')
                {
                    _offsets[number] = int.Parse(line[..10], CultureInfo.InvariantCulture);
                }
                number++;
            }
            else if (line.IndexOf(' ') is > 0 and int space && int.TryParse(line[..space], CultureInfo.InvariantCulture, out int first))
            {
                number = first;
            }
        }
    }

    private void Number(int? node, Dictionary<int, int> pages)
    {
        if (node is not int number || pages.ContainsKey(number))
        {
            return;
        }
        string text = Object(number);
        if (Kids().Match(text) is { Success: true } kids)
        {
            foreach (Match kid in AnyReference().Matches(kids.Groups[1].Value))
            {
                Number(int.Parse(kid.Groups[1].ValueSpan, CultureInfo.InvariantCulture), pages);
            }
        }
        else
        {
            pages[number] = pages.Count + 1;
        }
    }

    private string Object(int? number)
    {
        if (number is not int known || !_offsets.TryGetValue(known, out int offset) || offset >= _text.Length)
        {
            return "";
        }
        int end = _text.IndexOf("endobj", offset, StringComparison.Ordinal);
        return end < 0 ? "" : _text[offset..end];
    }

    private static int? Reference(string dictionary, string key) =>
        Regex.Match(dictionary, $@"/{key} (\d+) \d+ R") is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"/([\w-]+) \[(\d+) \d+ R")]
    private static partial Regex Destination();

    [GeneratedRegex(@"/Kids \[([^\]]*)\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) \d+ R")]
    private static partial Regex AnyReference();

    [GeneratedRegex(@"/(?:CreationDate|ModDate) \(D:(\d{14})")]
    private static partial Regex Date();

    [GeneratedRegex(@"/Creator \(((?:[^()\\]|\\.)*)\)")]
    private static partial Regex Creator();
}
