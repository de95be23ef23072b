using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>
/// Writes one worksheet row by row, straight to UTF-8: a list of a million rows never stands in memory. Texts are inline strings, which no
/// spreadsheet takes for a formula.
/// </summary>
internal sealed class SheetWriter : IDisposable
{
    /// <summary>Rows of a worksheet (ECMA-376 leaves it open; spreadsheets stop here).</summary>
    public const int LargestRows = 1_048_576;

    /// <summary>UTF-16 units of a cell; spreadsheets call a longer one damage.</summary>
    private const int LongestText = 32_767;

    /// <summary>Points; spreadsheets take no higher row.</summary>
    private const int LargestHeight = 409;
    private const int LineHeight = 18;

    private const int BufferOctets = 64 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferOctets);
    private readonly IReadOnlyList<double> _widths;
    private readonly string _classification;
    private readonly List<(string Cell, string Target)> _links = [];
    private int _used;

    /// <param name="widths">Of the columns, in characters.</param>
    /// <param name="frozen">Rows that stay in sight.</param>
    public SheetWriter(Stream stream, IReadOnlyList<double> widths, int frozen, string classification)
    {
        _stream = stream;
        _widths = widths;
        _classification = classification;
        Raw("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">"""u8);
        if (frozen > 0)
        {
            Raw("<pane ySplit=\""u8);
            Number(frozen);
            Raw("\" topLeftCell=\"A"u8);
            Number(frozen + 1);
            Raw("\" activePane=\"bottomLeft\" state=\"frozen\"/>"u8);
        }
        Raw("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"18\" customHeight=\"1\"/><cols>"u8);
        for (int index = 0; index < widths.Count; index++)
        {
            Raw("<col min=\""u8);
            Number(index + 1);
            Raw("\" max=\""u8);
            Number(index + 1);
            Raw("\" customWidth=\"1\" width=\""u8);
            Number(widths[index]);
            Raw("\"/>"u8);
        }
        Raw("</cols><sheetData>"u8);
    }

    /// <summary>Rows written so far.</summary>
    public int Rows { get; private set; }

    public void Row(params ReadOnlySpan<SheetCell> cells)
    {
        Rows++;
        Raw("<row r=\""u8);
        Number(Rows);
        if (Lines(cells) is > 1 and int lines)
        {
            Raw("\" customHeight=\"1\" ht=\""u8);
            Number(Math.Min(LargestHeight, lines * LineHeight));
        }
        Raw("\">"u8);
        for (int column = 0; column < cells.Length; column++)
        {
            if (cells[column].Kind != SheetCellKind.Empty)
            {
                Cell(column, cells[column]);
            }
        }
        Raw("</row>"u8);
    }

    /// <summary>A text in the first column that leads to a cell of another sheet.</summary>
    public void LinkRow(string target, params ReadOnlySpan<SheetCell> cells)
    {
        Row(cells);
        _links.Add(("A" + Rows, target));
    }

    public void Dispose()
    {
        Raw("</sheetData>"u8);
        if (_links.Count > 0)
        {
            Raw("<hyperlinks>"u8);
            foreach ((string cell, string target) in _links)
            {
                Raw("<hyperlink ref=\""u8);
                Text(cell);
                Raw("\" location=\""u8);
                Text(target);
                Raw("\"/>"u8);
            }
            Raw("</hyperlinks>"u8);
        }
        Raw("<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.8\" bottom=\"0.8\" header=\"0.4\" footer=\"0.4\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddHeader>&amp;R"u8);
        // In this little language & leads a code; doubled it is itself.
        Text(_classification.Replace("&", "&&", StringComparison.Ordinal));
        Raw("</oddHeader><oddFooter>&amp;L&amp;A&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"u8);
        Flush();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>Spreadsheets differ in whether they fit rows to wrapped text by themselves, so the height is given.</summary>
    private int Lines(ReadOnlySpan<SheetCell> cells)
    {
        int most = 1;
        for (int column = 0; column < cells.Length; column++)
        {
            if (cells[column] is { Style: SheetStyle.Wrapped or SheetStyle.Strong, TextValue: string text })
            {
                // A Han character is as wide as two digits, which widths are counted in.
                most = Math.Max(most, (int)Math.Ceiling(text.Sum(letter => letter > '\u2E80' ? 2.1 : 1.0) / _widths[column]));
            }
        }
        return most;
    }

    private void Cell(int column, SheetCell cell)
    {
        Raw("<c r=\""u8);
        Reserve(4);
        if (column >= 26)
        {
            _buffer[_used++] = (byte)('A' + (column / 26) - 1);
        }
        _buffer[_used++] = (byte)('A' + (column % 26));
        Number(Rows);
        if (cell.Style != SheetStyle.Plain)
        {
            Raw("\" s=\""u8);
            Number((int)cell.Style);
        }
        if (cell.Kind == SheetCellKind.Text)
        {
            Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
            Text(cell.TextValue!.Length <= LongestText ? cell.TextValue : cell.TextValue[..LongestText]);
            Raw("</t></is></c>"u8);
        }
        else
        {
            Raw("\"><v>"u8);
            Number(cell.NumberValue);
            Raw("</v></c>"u8);
        }
    }

    private void Raw(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_buffer.AsSpan(_used));
        _used += octets.Length;
    }

    private void Number(int value)
    {
        Reserve(16);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out int written);
        _used += written;
    }

    private void Number(double value)
    {
        Reserve(40);
        bool whole = Math.Abs(value) < 1L << 53 && value == Math.Truncate(value);
        int written;
        _ = whole ? Utf8Formatter.TryFormat((long)value, _buffer.AsSpan(_used), out written) : Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out written);
        _used += written;
    }

    private void Text(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '<':
                    Raw("&lt;"u8);
                    break;
                case '>':
                    Raw("&gt;"u8);
                    break;
                case '&':
                    Raw("&amp;"u8);
                    break;
                case '"':
                    Raw("&quot;"u8);
                    break;
                default:
                    Reserve(4);
                    _used += XmlText.Valid(rune).EncodeToUtf8(_buffer.AsSpan(_used));
                    break;
            }
        }
    }

    private void Reserve(int octets)
    {
        if (_used + octets > BufferOctets)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
