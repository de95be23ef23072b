using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;
using Charts = DocumentFormat.OpenXml.Drawing.Charts;

namespace Suyuan.Reporting.Tests;

public sealed class DocxReportTests
{
    [Theory]
    [InlineData("reference", ReportLanguage.Chinese, ReportEdition.Public)]
    [InlineData("reference", ReportLanguage.English, ReportEdition.Internal)]
    [InlineData("sparse", ReportLanguage.Chinese, ReportEdition.Internal)]
    [InlineData("sparse", ReportLanguage.English, ReportEdition.Public)]
    [InlineData("empty", ReportLanguage.English, ReportEdition.Internal)]
    public void A_document_is_valid_by_the_standard_and_so_are_the_workbooks_in_it(string name, ReportLanguage language, ReportEdition edition)
    {
        using WordprocessingDocument document = Open(Write(TestReports.Of(name), language, edition));
        OpenXmlValidator validator = new();
        string[] errors = [.. validator.Validate(document, TestContext.Current.CancellationToken).Take(5).Select(error => $"{error.Part?.Uri} {error.Path?.XPath} {error.Description}")];
        Assert.True(errors.Length == 0, string.Join('\n', errors));
        foreach (ChartPart chart in document.MainDocumentPart!.ChartParts)
        {
            using SpreadsheetDocument workbook = SpreadsheetDocument.Open(chart.EmbeddedPackagePart!.GetStream(), isEditable: false);
            Assert.Empty(validator.Validate(workbook, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath} {error.Description}"));
        }
    }

    [Fact]
    public void Styles_contents_heads_page_numbers_and_classification_are_Words_own()
    {
        using WordprocessingDocument document = Open(Write(ReferenceQuarter.Build(), ReportLanguage.English, ReportEdition.Internal));
        Body body = document.MainDocumentPart!.Document.Body!;
        string[] styles = [.. body.Descendants<ParagraphStyleId>().Select(style => style.Val!.Value!).Distinct()];
        HashSet<string> defined = [.. document.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(style => style.StyleId!.Value!)];
        Assert.All(styles, style => Assert.Contains(style, defined));
        Assert.All((string[])["Title", "Heading1", "Heading2", "Heading3", "FigureCaption", "TableCaption", "TOC1"], style => Assert.Contains(style, styles));
        Assert.Contains(body.Descendants<FieldCode>(), field => field.Text.StartsWith("TOC ", StringComparison.Ordinal));
        Assert.All(body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Table>().Where(table => table.Descendants<TableStyle>().FirstOrDefault()?.Val == "ReportTable"), table =>
            Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()));
        Assert.Contains("TLP:AMBER", document.MainDocumentPart.HeaderParts.Single().Header.InnerText, StringComparison.Ordinal);
        Assert.Contains(document.MainDocumentPart.FooterParts.Single().Footer.Descendants<SimpleField>(), field => field.Instruction == "PAGE");
        // Every line of the contents leads to a heading.
        HashSet<string> bookmarks = [.. body.Descendants<BookmarkStart>().Select(bookmark => bookmark.Name!.Value!)];
        Assert.All(body.Descendants<Hyperlink>().Where(link => link.Anchor is not null), link => Assert.Contains(link.Anchor!.Value!, bookmarks));
    }

    [Fact]
    public void Charts_are_native_and_hold_the_numbers_of_the_figures()
    {
        Report report = ReferenceQuarter.Build();
        using WordprocessingDocument document = Open(Write(report, ReportLanguage.English, ReportEdition.Public));
        Panel[] panels = [.. report.Figures.SelectMany(figure => figure.Panels).Where(panel => panel.HasData && panel.Shape != ChartShape.Map)];
        ChartPart[] charts = [.. document.MainDocumentPart!.Document.Descendants<Charts.ChartReference>().Select(reference => (ChartPart)document.MainDocumentPart.GetPartById(reference.Id!.Value!))];
        Assert.Equal(panels.Length, charts.Length);
        for (int index = 0; index < panels.Length; index++)
        {
            string[] cached = [.. charts[index].ChartSpace.Descendants<Charts.NumberingCache>().Single().Descendants<Charts.NumericValue>().Select(value => value.Text)];
            Assert.Equal(panels[index].Data.Slices.Count, cached.Length);
            if (panels[index].Subject != PanelSubject.OctetsPerDay)
            {
                Assert.Equal(panels[index].Data.Slices.Select(slice => slice.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), cached);
            }
            using SpreadsheetDocument workbook = SpreadsheetDocument.Open(charts[index].EmbeddedPackagePart!.GetStream(), isEditable: false);
            Assert.Equal(cached, XlsxReportTests.Named(workbook)["Data"].Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellValue>().Select(value => value.Text));
        }
    }

    [Fact]
    public void The_same_report_gives_the_same_octets() => Assert.Equal(
        Write(SparseQuarter.Build(), ReportLanguage.Chinese, ReportEdition.Internal), Write(SparseQuarter.Build(), ReportLanguage.Chinese, ReportEdition.Internal));

    internal static byte[] Write(Report report, ReportLanguage language, ReportEdition edition)
    {
        using MemoryStream stream = new();
        DocxReport.Write(report, language, edition, stream);
        return stream.ToArray();
    }

    internal static WordprocessingDocument Open(byte[] octets) => WordprocessingDocument.Open(new MemoryStream(octets), isEditable: false);
}
