using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class XlsxReportTests
{
    [Theory]
    [InlineData("reference", ReportLanguage.Chinese, ReportEdition.Public)]
    [InlineData("reference", ReportLanguage.English, ReportEdition.Internal)]
    [InlineData("sparse", ReportLanguage.Chinese, ReportEdition.Internal)]
    [InlineData("sparse", ReportLanguage.English, ReportEdition.Public)]
    [InlineData("empty", ReportLanguage.Chinese, ReportEdition.Internal)]
    public void A_workbook_is_valid_by_the_standard(string name, ReportLanguage language, ReportEdition edition)
    {
        using SpreadsheetDocument workbook = Open(Write(TestReports.Of(name), language, edition, TestLists.Few()));
        Assert.Empty(new OpenXmlValidator().Validate(workbook, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath} {error.Description}"));
        string[] names = [.. workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, sheet => Assert.True(sheet.Length <= 31 && sheet.IndexOfAny([.. @"[]:*?/\"]) < 0, sheet));
    }

    [Fact]
    public void Every_figure_and_table_has_a_sheet_and_the_internal_edition_the_lists_too()
    {
        string[] open = [.. Sheets(ReportEdition.Public).Keys];
        Assert.Equal(["Summary", "Definitions", "What the numbers rest on", "Figure 1", "Figure 2", "Figure 3", "Table 1"], open[..7]);
        Assert.Equal(27, open.Count(name => name.StartsWith("Figure", StringComparison.Ordinal)));
        Assert.Equal(12, open.Count(name => name.StartsWith("Table", StringComparison.Ordinal)));
        Assert.DoesNotContain("Events", open);
        string[] full = [.. Sheets(ReportEdition.Internal).Keys];
        Assert.Equal(["Events", "Resources"], full[^2..]);
    }

    [Fact]
    public void Numbers_are_numbers_and_times_are_times_of_the_home()
    {
        Dictionary<string, WorksheetPart> sheets = Sheets(ReportEdition.Internal);
        Row[] figure = [.. sheets["Figure 3"].Worksheet.Descendants<Row>()];
        Assert.Equal(["By province", "Jiangsu", "5", "0.2"], Texts(figure[2]));
        Assert.Equal(CellValues.InlineString, figure[2].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().First().DataType!.Value);
        Assert.All(figure[2].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Skip(2), cell => Assert.Null(cell.DataType));
        // 2021-04-01 00:00 in Shanghai is 44287 days after 1899-12-30.
        DocumentFormat.OpenXml.Spreadsheet.Cell start = sheets["Events"].Worksheet.Descendants<Row>().ElementAt(2).Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ElementAt(1);
        Assert.Equal("44287", start.CellValue!.Text);
        Assert.Equal((uint)SheetStyle.Time, start.StyleIndex!.Value);
    }

    [Fact]
    public void Heads_stay_in_sight()
    {
        foreach ((string name, WorksheetPart sheet) in Sheets(ReportEdition.Internal).Where(sheet => sheet.Key.StartsWith("Figure", StringComparison.Ordinal) || sheet.Key == "Events"))
        {
            Pane pane = sheet.Worksheet.Descendants<Pane>().Single();
            Assert.True(pane.VerticalSplit! == 2 && pane.State! == PaneStateValues.Frozen && pane.TopLeftCell == "A3", name);
        }
    }

    [Fact]
    public void A_hostile_name_is_text_and_no_formula()
    {
        ReportList list = new(ListSubject.Events, [ListColumn.EventId], [[ListValue.Text("=HYPERLINK(\"x\")")], [ListValue.Text("a\u0001\uD800<b>&")]]);
        using SpreadsheetDocument workbook = Open(Write(SparseQuarter.Build(), ReportLanguage.English, ReportEdition.Internal, [list]));
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<CellFormula>()));
        string[] texts = [.. Named(workbook)["Events"].Worksheet.Descendants<InlineString>().Select(text => text.InnerText)];
        Assert.Equal(["=HYPERLINK(\"x\")", "a\uFFFD\uFFFD<b>&"], texts[^2..]);
    }

    [Fact]
    public void The_same_report_gives_the_same_octets() => Assert.Equal(
        Write(ReferenceQuarter.Build(), ReportLanguage.Chinese, ReportEdition.Internal, TestLists.Few()),
        Write(ReferenceQuarter.Build(), ReportLanguage.Chinese, ReportEdition.Internal, TestLists.Few()));

    /// <summary>More rows than a worksheet holds go on in the next; none is lost.</summary>
    [Fact]
    public void A_list_longer_than_a_worksheet_goes_on_in_the_next()
    {
        const int Rows = SheetWriter.LargestRows + 5;
        ReportList list = new(ListSubject.Resources, [ListColumn.Packets], Enumerable.Range(0, Rows).Select(row => (IReadOnlyList<ListValue>)[ListValue.Whole(row)]), Limit: Rows);
        byte[] octets = Write(TestReports.Of("empty"), ReportLanguage.English, ReportEdition.Internal, [list]);
        using SpreadsheetDocument workbook = Open(octets);
        Dictionary<string, WorksheetPart> sheets = Named(workbook);
        Assert.Equal(["Resources", "Resources 2"], sheets.Keys.ToArray()[^2..]);
        string[] last = [.. sheets["Resources 2"].Worksheet.Descendants<CellValue>().Select(value => value.Text)];
        Assert.Equal((Rows - 1).ToString(CultureInfo.InvariantCulture), last[^1]);
        Assert.Equal(5 + 2, last.Length);
    }

    internal static byte[] Write(Report report, ReportLanguage language, ReportEdition edition, IEnumerable<ReportList> lists)
    {
        using MemoryStream stream = new();
        XlsxReport.Write(report, language, edition, lists, stream);
        return stream.ToArray();
    }

    internal static SpreadsheetDocument Open(byte[] octets) => SpreadsheetDocument.Open(new MemoryStream(octets), isEditable: false);

    internal static Dictionary<string, WorksheetPart> Named(SpreadsheetDocument workbook) => workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>()
        .ToDictionary(sheet => sheet.Name!.Value!, sheet => (WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!.Value!));

    internal static string[] Texts(Row row) => [.. row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(cell => cell.InlineString?.InnerText ?? cell.CellValue!.Text)];

    private static Dictionary<string, WorksheetPart> Sheets(ReportEdition edition) =>
        Named(Open(Write(ReferenceQuarter.Build(), ReportLanguage.English, edition, TestLists.Few())));
}
