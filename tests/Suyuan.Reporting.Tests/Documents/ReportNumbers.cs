using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Charts = DocumentFormat.OpenXml.Drawing.Charts;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Suyuan.Reporting.Tests;

/// <summary>What one document says in numbers, read back out of it and brought to the form of print.</summary>
/// <param name="Figures">Rows of each figure, in the order of the document: chart, category, count, share.</param>
/// <param name="Tables">Rows of each table.</param>
internal sealed record ReportNumbers(string[] Findings, string[][][] Figures, string[][][] Tables)
{
    public static ReportNumbers OfHtml(string html)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore };
        using XmlReader reader = XmlReader.Create(new StringReader(html), settings);
        XDocument document = XDocument.Load(reader);
        return new ReportNumbers(
            [.. All(document.Root!, "ol").Where(list => (string?)list.Attribute("class") == "findings").SelectMany(list => All(list, "li")).Select(item => item.Value)],
            [.. All(document.Root!, "figure").Select(figure => All(figure, "table").SelectMany(table => All(table, "tbody").SelectMany(body => All(body, "tr"))
                .Select(row => (string[])[All(table, "caption").Single().Value, .. row.Elements().Select(cell => cell.Value)])).ToArray())],
            [.. All(document.Root!, "table").Where(table => ((string?)table.Attribute("class"))?.StartsWith("data", StringComparison.Ordinal) == true)
                .Select(table => All(table, "tbody").SelectMany(body => All(body, "tr")).Select(row => row.Elements().Select(cell => cell.Value).ToArray()).ToArray())]);

        static IEnumerable<XElement> All(XElement element, string name) => element.Descendants().Where(child => child.Name.LocalName == name);
    }

    public static ReportNumbers OfJson(string json, Report report, IReportTexts texts)
    {
        JsonElement root = JsonDocument.Parse(json).RootElement;
        string language = texts.Language.Token();
        return new ReportNumbers(
            [.. root.GetProperty("key_findings").GetProperty(language).EnumerateArray().Select(finding => finding.GetString()!)],
            [.. root.GetProperty("figures").EnumerateArray().Where(figure => figure.GetProperty("has_data").GetBoolean())
                .Select(figure => figure.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("total").GetInt64() > 0).SelectMany(panel => panel.GetProperty("slices").EnumerateArray().Select(slice => (string[])
                [
                    panel.GetProperty("title").GetProperty(language).GetString()!, slice.GetProperty(language).GetString()!,
                    Count(slice.GetProperty("count").GetInt64(), panel.GetProperty("subject").GetString() == "octets_per_day", texts), slice.GetProperty("printed").GetString()!,
                ])).ToArray())],
            [.. root.GetProperty("tables").EnumerateArray().Where(table => table.GetProperty("has_data").GetBoolean() && Printed(table, report))
                .Select(table => table.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateObject().Select(cell => Text(cell, texts)).ToArray()).ToArray())]);

        // The table of gaps stands in JSON also where there is no event to cut.
        static bool Printed(JsonElement table, Report report) => table.GetProperty("id").GetString() != "table-gaps" || report.Events.Totals.Value.Events > 0;
    }

    public static ReportNumbers OfXlsx(byte[] octets, Report report, IReportTexts texts, ReportEdition edition)
    {
        using SpreadsheetDocument workbook = XlsxReportTests.Open(octets);
        Dictionary<string, WorksheetPart> sheets = XlsxReportTests.Named(workbook);
        SheetWords words = SheetWords.In(texts.Language);
        // Findings are the numbered rows of the summary.
        string[] findings = [.. sheets[words.Summary].Worksheet.Descendants<Row>().Select(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToArray())
            .Where(cells => cells.Length == 2 && cells[0].DataType is null).Select(cells => cells[1].InlineString!.InnerText)];
        return new ReportNumbers(
            findings,
            [.. report.Figures.Where(figure => figure.HasData).Select(figure => Rows(sheets[texts.FigureLabel(figure.Number)])
                .Where(row => !row["A"].InlineString!.InnerText.EndsWith(words.AllCategories, StringComparison.Ordinal)).Select(row => FigureRow(row, figure, texts)).ToArray())],
            [.. report.Tables.Where(table => sheets.ContainsKey(texts.TableLabel(table.Number))).Select(table => Rows(sheets[texts.TableLabel(table.Number)]).Select(row =>
                table.Shown(edition).Select((column, at) => Text(row.GetValueOrDefault(((char)('A' + at)).ToString()), table.Columns[column].Subject, texts)).ToArray()).ToArray())]);
    }

    /// <summary>Charts keep what they show as labels and values; <paramref name="printed"/> says how those are put together.</summary>
    public static ReportNumbers OfDocx(byte[] octets, Report report, IReportTexts texts, ReportNumbers printed)
    {
        using WordprocessingDocument document = DocxReportTests.Open(octets);
        MainDocumentPart main = document.MainDocumentPart!;
        string[] findings = [.. main.Document.Descendants<Word.Paragraph>()
            .Where(paragraph => paragraph.ParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value == DocxFrame.FindingsList).Select(paragraph => paragraph.InnerText)];
        Queue<ChartPart> charts = new(main.Document.Descendants<Charts.ChartReference>().Select(chart => (ChartPart)main.GetPartById(chart.Id!.Value!)));
        Figure[] figures = [.. Manuscript.Of(report, texts.Language, ReportEdition.Public).Blocks.OfType<FigureBlock>().Select(block => block.Figure)];
        List<string[][]> read = [];
        for (int index = 0; index < figures.Length; index++)
        {
            Queue<string[]> expected = new(printed.Figures[index]);
            List<string[]> rows = [];
            foreach (Panel panel in figures[index].Panels.Where(panel => panel.HasData))
            {
                if (panel.Shape == ChartShape.Map)
                {
                    // A picture: its words say the leaders, and nothing in the package has the rest.
                    string[][] listed = [.. panel.Data.Slices.Select(_ => expected.Dequeue())];
                    string words = main.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Single(drawing => drawing.Name == panel.Id).Description!;
                    string said = $"{texts.Title(panel, figures[index])}: {texts.Join([.. listed.Take(Breakdown.MaxNamed + 2).Select(row => $"{row[1]} {row[3]}")])}";
                    rows.AddRange(words == said ? listed : [[words]]);
                    continue;
                }
                ChartPart chart = charts.Dequeue();
                string title = chart.ChartSpace.Descendants<Charts.Title>().First().InnerText;
                string[] labels = [.. chart.ChartSpace.Descendants<Charts.StringCache>().Single().Descendants<Charts.NumericValue>().Select(value => value.Text)];
                double[] values = [.. chart.ChartSpace.Descendants<Charts.NumberingCache>().Single().Descendants<Charts.NumericValue>().Select(value => double.Parse(value.Text, CultureInfo.InvariantCulture))];
                rows.AddRange(labels.Select((label, at) => Row(title, label, values[at], panel, expected.Dequeue(), texts)));
            }
            read.Add([.. rows]);
        }
        return new ReportNumbers(
            findings, [.. read],
            [.. main.Document.Descendants<Word.Table>().Where(table => table.Descendants<Word.TableStyle>().FirstOrDefault()?.Val == "ReportTable" && Captioned(table))
                .Select(table => table.Elements<Word.TableRow>().Skip(1).Select(row => row.Elements<Word.TableCell>().Select(cell => cell.InnerText).ToArray()).ToArray())]);

        static bool Captioned(Word.Table table) => table.PreviousSibling<Word.Paragraph>()?.ParagraphProperties?.ParagraphStyleId?.Val == "TableCaption";
    }

    private static string[] Row(string title, string label, double value, Panel panel, string[] printed, IReportTexts texts)
    {
        string name = ChartDrawing.Clip(printed[1]);
        bool octets = panel.Subject == PanelSubject.OctetsPerDay;
        string expected = panel.Shape switch { ChartShape.Pie => $"{name} {printed[3]}", ChartShape.Bars => $"{name}  {printed[2]} ({printed[3]})", _ => printed[1] };
        string count = octets
            ? CellText.Scaled((long)Math.Round(value * SeriesDrawing.OctetUnit(panel.Data.Slices).Divisor), "B") : texts.Number((long)value);
        // A series has no share to show, and what its label does say is the category.
        return label == expected ? [title, printed[1], count, printed[3]] : [title, label, count, ""];
    }

    private static IEnumerable<Dictionary<string, DocumentFormat.OpenXml.Spreadsheet.Cell>> Rows(WorksheetPart sheet) => sheet.Worksheet.Descendants<Row>().Skip(2)
        .TakeWhile(row => row.HasChildren).Select(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(cell => cell.CellReference!.Value!.TrimEnd("0123456789".ToCharArray())));

    private static string[] FigureRow(Dictionary<string, DocumentFormat.OpenXml.Spreadsheet.Cell> row, Figure figure, IReportTexts texts)
    {
        string title = row["A"].InlineString!.InnerText;
        bool octets = figure.Panels.Any(panel => panel.Subject == PanelSubject.OctetsPerDay && texts.Title(panel, figure) == title);
        string category = row["B"].InlineString?.InnerText
            ?? texts.Name(new Category(CategoryKind.Day, DateTime.FromOADate(Value(row["B"])).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return [title, category, Count((long)Value(row["C"]), octets, texts), Percent(row["D"])];
    }

    private static string Count(long count, bool octets, IReportTexts texts) => octets ? CellText.Scaled(count, "B") : texts.Number(count);

    private static double Value(DocumentFormat.OpenXml.Spreadsheet.Cell cell) => double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);

    private static string Percent(DocumentFormat.OpenXml.Spreadsheet.Cell cell)
    {
        decimal fraction = decimal.Parse(cell.CellValue!.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return Share.Text((long)(fraction * 1_000_000_000), 1_000_000_000) + "%";
    }

    private static string Text(DocumentFormat.OpenXml.Spreadsheet.Cell? cell, ColumnSubject column, IReportTexts texts) => cell switch
    {
        null => "–",
        { InlineString: { } text } => text.InnerText,
        _ => column switch
        {
            ColumnSubject.Confidence => Value(cell).ToString("0.00", CultureInfo.InvariantCulture),
            ColumnSubject.HomeShare or ColumnSubject.CloudShare or ColumnSubject.NewShare or ColumnSubject.VanishedShare or ColumnSubject.SurvivingShare
                or ColumnSubject.YearPersistentShare or (>= ColumnSubject.LifeUnderDay and <= ColumnSubject.LifeLonger) or ColumnSubject.DaysCovered => Percent(cell),
            ColumnSubject.Start => DateTime.FromOADate(Value(cell)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            ColumnSubject.Duration or ColumnSubject.MedianLife => texts.Duration((long)Math.Round(Value(cell) * 86_400)),
            ColumnSubject.PeakBits => CellText.Scaled((long)Value(cell), "bit/s"),
            ColumnSubject.PeakPackets => CellText.Scaled((long)Value(cell), "pps"),
            ColumnSubject.Octets => CellText.Scaled((long)Value(cell), "B"),
            _ => texts.Number((long)Value(cell)),
        },
    };

    private static string Text(JsonProperty cell, IReportTexts texts) => cell.Value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.Array when cell.Value.GetArrayLength() == 0 => "–",
        JsonValueKind.Array => texts.Join([.. cell.Value.EnumerateArray().Select(category => category.GetProperty(texts.Language.Token()).GetString()!)]),
        JsonValueKind.Object when cell.Value.TryGetProperty("printed", out JsonElement share) => share.GetString()!,
        JsonValueKind.Object when cell.Value.GetProperty("window_seconds").GetInt32() == 0 => "–",
        JsonValueKind.Object => CellText.Scaled(cell.Value.GetProperty("per_second").GetInt64(), cell.Name == "peak_bits" ? "bit/s" : "pps"),
        JsonValueKind.String when cell.Name == "start" => texts.Time(cell.Value.GetDateTimeOffset().ToUnixTimeMilliseconds()),
        JsonValueKind.String => cell.Value.GetString()!,
        _ => cell.Name switch
        {
            "confidence" => cell.Value.GetDouble().ToString("0.00", CultureInfo.InvariantCulture),
            "duration" or "median_life" => texts.Duration(cell.Value.GetInt64()),
            "octets" => CellText.Scaled(cell.Value.GetInt64(), "B"),
            _ => texts.Number(cell.Value.GetInt64()),
        },
    };
}
