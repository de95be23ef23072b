using System.Text.RegularExpressions;

namespace Suyuan.Reporting;

/// <summary>Tables: a style of the document, a head that repeats on every page, rows that stay whole.</summary>
internal sealed partial class DocxTables(WordWriter word, OfficePackage package, Manuscript manuscript)
{
    /// <summary>Of a table's style only the first row's part applies, or none (§17.4.55: bits 0x0020, 0x0200, 0x0400).</summary>
    private const string HeadOnly = "0620";
    private const string NoPart = "0600";

    /// <summary>In twentieths of a point: a digit of 9 points and the margins of a cell.</summary>
    private const int Digit = 100;
    private const int Margins = 190;
    private const int DenseDigit = 78;
    private const int DenseMargins = 180;

    /// <summary>Digits that a column of words is as wide as, at least and at most; a Han character counts for two.</summary>
    private const int Narrowest = 9;
    private const int DenseNarrowest = 5;
    private const int Widest = 34;

    private readonly IReportTexts _texts = manuscript.Texts;

    public void Write(Table table)
    {
        int[] shown = [.. table.Shown(manuscript.Edition)];
        string[] heads = [.. shown.Select(index => _texts.Heading(table.Columns[index], table))];
        string[][] rows = [.. table.Rows.Select(row => shown.Select(index => CellText.Of(row[index], _texts, manuscript.Edition)).ToArray())];
        bool[] numbers = [.. shown.Select(index => table.HasData && IsNumber(table.Rows[0][index]))];
        DocxFigures.Caption(word, _texts.TableLabel(table.Number), table.Number, _texts.Caption(table), "TableCaption");
        bool dense = shown.Length > 7;
        bool[] whole = [.. shown.Select((index, at) => numbers[at] || (table.HasData && table.Rows[0][index] is AddressCell or TargetCell or TimeCell or EventIdCell))];
        bool[] times = [.. shown.Select(index => table.HasData && table.Rows[0][index] is TimeCell)];
        Start("ReportTable", dense ? Widths(heads, rows, whole, times, DenseDigit, DenseMargins, DenseNarrowest) : Widths(heads, rows, whole, times, Digit, Margins, Narrowest));
        Row(heads, numbers, head: true, dense);
        foreach (string[] row in rows)
        {
            Row(row, numbers, head: false, dense);
        }
        word.Close();
        word.Paragraph("Source", $"{_texts.Words.Source}{_texts.Colon}{_texts.Lineage(table.Lineage)}");
    }

    public void Write(BasisBlock basis)
    {
        if (basis.Warning is not null)
        {
            word.Paragraph("Caution", basis.Warning);
        }
        const int Names = 2100;
        Start("ReportBox", [Names, DocxFrame.TextWidth - Names]);
        foreach ((string name, string value) in basis.Rows)
        {
            word.Open("tr").Open("trPr").Empty("cantSplit").Close();
            Cell(() => word.Paragraph("TableHead", name));
            Cell(() => word.Paragraph("TableText", value));
            word.Close();
        }
        word.Close();
        word.Paragraph("Source", "");
    }

    public void Write(GridBlock grid)
    {
        string[] heads = [.. grid.Columns];
        string[][] rows = [.. grid.Rows.Select(row => row.Select(cell => cell.Text).ToArray())];
        bool[] numbers = [.. heads.Select((_, index) => grid.Rows.Count > 0 && grid.Rows[0][index].Kind == GridCellKind.Number)];
        bool dense = heads.Length > 5;
        Start("ReportTable", dense ? Widths(heads, rows, numbers, new bool[heads.Length], DenseDigit, DenseMargins, DenseNarrowest) : Widths(heads, rows, numbers, new bool[heads.Length], Digit, Margins, Narrowest));
        Row(heads, numbers, head: true, dense);
        foreach (IReadOnlyList<GridCell> row in grid.Rows)
        {
            word.Open("tr").Open("trPr").Empty("cantSplit").Close();
            foreach (GridCell cell in row)
            {
                Cell(() => Cell(cell, dense ? "Dense" : ""));
            }
            word.Close();
        }
        word.Close();
        word.Paragraph("Source", "");
    }

    private void Cell(GridCell cell, string size)
    {
        word.Paragraph(cell.Kind switch { GridCellKind.Number => "TableNumber" + size, GridCellKind.Digest => "TableDigest", _ => "TableText" + size }, cell.Text);
        if (cell.Simulated)
        {
            word.OpenParagraph("TableText" + size).Run(Manuscript.SimulatedMark, "Mark").Close();
        }
        if (cell.Note is { } note)
        {
            word.OpenParagraph("TableText");
            if (note.Link is { } link)
            {
                word.Link(package.Relate(DocxReport.Part, "hyperlink", link.AbsoluteUri, external: true), note.Text);
            }
            else
            {
                word.Run(note.Text);
            }
            word.Close();
        }
    }

    private void Start(string style, IReadOnlyList<int> widths)
    {
        word.Open("tbl").Open("tblPr").Empty("tblStyle", ("val", style)).Empty("tblW", ("w", WordWriter.Number(widths.Sum())), ("type", "dxa")).Empty("jc", ("val", "center"))
            .Empty("tblLayout", ("type", "fixed")).Empty("tblLook", ("val", style == "ReportTable" ? HeadOnly : NoPart)).Close();
        word.Open("tblGrid");
        foreach (int width in widths)
        {
            word.Empty("gridCol", ("w", WordWriter.Number(width)));
        }
        word.Close();
    }

    private void Row(string[] cells, bool[] numbers, bool head, bool dense)
    {
        word.Open("tr").Open("trPr").Empty("cantSplit");
        if (head)
        {
            word.Empty("tblHeader");
        }
        word.Close();
        for (int index = 0; index < cells.Length; index++)
        {
            string style = (head ? numbers[index] ? "TableNumberHead" : "TableHead" : numbers[index] ? "TableNumber" : "TableText") + (dense ? "Dense" : "");
            string text = cells[index];
            Cell(() => word.Paragraph(style, text));
        }
        word.Close();
    }

    private void Cell(Action content)
    {
        word.Open("tc");
        content();
        word.Close();
    }

    private static bool IsNumber(Cell cell) => cell is NumberCell or NoValueCell or ShareCell or RateCell or OctetsCell or ConfidenceCell or DurationCell;

    /// <summary>Numbers, times and addresses get what they need; words, which break, share the rest. Where that is too little, times break before the hour.</summary>
    private static int[] Widths(string[] heads, string[][] rows, bool[] whole, bool[] times, int digit, int margins, int narrowest)
    {
        int[] needed = [.. heads.Select((head, column) => Needed(column, isWhole: whole[column]))];
        int[] ofHeads = [.. needed.Select((width, column) => Math.Max(width, Width(((Characters(heads[column]) * 11) + 9) / 10)))];
        if (ofHeads.Sum() <= DocxFrame.TextWidth)
        {
            needed = ofHeads;
        }
        if (needed.Sum() > DocxFrame.TextWidth)
        {
            needed = [.. needed.Select((width, column) => times[column] ? Width(Math.Max(rows.Max(row => LongestWord(row[column])), Unbreakable(heads[column]))) : width)];
        }
        int excess = needed.Sum() - DocxFrame.TextWidth;
        if (excess <= 0)
        {
            // Two columns of numbers look lost across a page; more share what is left.
            return heads.Length <= 3 ? [.. needed.Select((width, column) => Math.Max(width, margins + (digit * ((Characters(heads[column]) * 11) + 9) / 10)))] : [.. needed.Select(width => width - (excess / heads.Length))];
        }
        int[] least = [.. needed.Select((width, column) => whole[column] ? width : Math.Min(width, Width(Math.Max(narrowest, rows.Length == 0 ? 0 : rows.Max(row => LongestWord(row[column]))))))];
        int spare = needed.Sum() - least.Sum();
        int taken = Math.Min(spare, excess);
        int[] fitted = [.. needed.Select((width, column) => spare == 0 ? width : width - (int)((long)(width - least[column]) * taken / spare))];
        int total = Math.Max(fitted.Sum(), DocxFrame.TextWidth);
        return [.. fitted.Select(width => width * DocxFrame.TextWidth / total)];

        int Width(int characters) => margins + (digit * characters);

        int Needed(int column, bool isWhole)
        {
            int longest = rows.Length == 0 ? 0 : rows.Max(row => Characters(row[column]));
            return Width(isWhole ? Math.Max(longest, Unbreakable(heads[column])) : Math.Clamp(Math.Max(longest, Characters(heads[column])), narrowest, Widest));
        }
    }

    /// <summary>A capital is wider than a digit.</summary>
    private static int LongestWord(string text) => Words().Matches(text).Select(word => Characters(word.Value) + (word.Value.Any(char.IsAsciiLetterUpper) ? 1 : 0)).Append(2).Max();

    /// <summary>Between Han characters a line may end anywhere, before their punctuation nowhere.</summary>
    [GeneratedRegex(@"[\u3001-\u3011\uFF00-\uFF1F]?[^\s\u2E80-\uFFFF]+")]
    private static partial Regex Words();

    /// <summary>Heads break between words, and anywhere between Han characters; bold is a tenth wider.</summary>
    private static int Unbreakable(string head) =>
        head.Any(letter => letter > '\u2E80') ? (Characters(head) + 1) / 2 : ((head.Split(' ').Max(word => word.Length) * 11) + 9) / 10;

    private static int Characters(string text) => text.Sum(letter => letter > '\u2E80' ? 2 : 1);
}
