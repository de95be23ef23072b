using System.Text;
using Suyuan.Cli.Reports;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>Printing needs a browser: without one those tests are skipped, by name.</summary>
public sealed class PdfReportTests
{
    [Fact]
    public void The_contents_give_the_page_of_every_heading_and_the_same_report_the_same_octets()
    {
        Printing.SkipWithoutBrowser();
        using ChartRenderer renderer = new();
        byte[] pdf = PdfReport.Render(SparseQuarter.Build(), ReportLanguage.English, ReportEdition.Internal, Printing.Printer, renderer);
        IReadOnlyDictionary<string, int> pages = new PdfFile(pdf).Destinations();
        Assert.Equal(3, pages["introduction"]);
        Assert.True(pages["inputs"] > pages["events"] && pages["events"] > pages["resources"]);
        string text = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/Marked true", text, StringComparison.Ordinal);
        Assert.Contains("/Type /Outlines", text, StringComparison.Ordinal);
        Assert.Contains("/CreationDate (D:20210503000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HeadlessChrome", text, StringComparison.Ordinal);
        // Charts are drawn, not photographed.
        Assert.DoesNotContain("/Subtype /Image", text, StringComparison.Ordinal);
        Assert.Equal(pdf, PdfReport.Render(SparseQuarter.Build(), ReportLanguage.English, ReportEdition.Internal, Printing.Printer, renderer));
        foreach (string id in new[] { "events", "inputs" })
        {
            string heading = Manuscript.Of(SparseQuarter.Build(), ReportLanguage.English, ReportEdition.Internal).Headings.Single(heading => heading.Id == id).Text;
            Assert.Matches($@"{heading}\s+{pages[id]}\b", Printing.Text(pdf));
        }
    }

    /// <summary>Chapters begin where the one before ends: a page of two lines looks like a mistake.</summary>
    [Theory]
    [InlineData("reference", ReportLanguage.Chinese)]
    [InlineData("sparse", ReportLanguage.English)]
    public void No_page_but_the_first_and_the_last_is_nearly_empty(string name, ReportLanguage language)
    {
        Printing.SkipWithoutBrowser();
        string[] pages = Printing.Text(Printing.Public(name, language)).TrimEnd('\f').Split('\f');
        // The running head and foot are two lines.
        Assert.All(pages[1..^1], page => Assert.True(page.Split('\n').Count(line => line.Trim().Length > 0) > 7, page));
    }

    [Fact]
    public void A_browser_that_is_not_there_is_named()
    {
        PagePrinterException fault = Assert.Throws<PagePrinterException>(() => new ChromiumPrinter("/nowhere/chromium").Print("<p>x</p>"));
        Assert.Equal("report.browser: there is no /nowhere/chromium", fault.Message);
    }

    [Fact]
    public void Destinations_are_counted_through_the_page_tree()
    {
        string[] objects =
        [
            "<</Type /Catalog\n/Pages 2 0 R\n/Dests 6 0 R>>", "<</Type /Pages\n/Kids [3 0 R 5 0 R]>>", "<</Type /Pages\n/Kids [4 0 R]>>", "<</Type /Page>>", "<</Type /Page>>",
            "<</first [4 0 R /XYZ 0 1 0]\n/events-largest [5 0 R /XYZ 0 1 0]>>",
        ];
        StringBuilder pdf = new("%PDF-1.4\n");
        List<int> offsets = [];
        for (int index = 0; index < objects.Length; index++)
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }
        int table = pdf.Length;
        pdf.Append("xref\n0 7\n0000000000 65535 f \n").AppendJoin("", offsets.Select(offset => $"{offset:d10} 00000 n \n")).Append($"trailer\n<</Size 7\n/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        IReadOnlyDictionary<string, int> pages = new PdfFile(Encoding.Latin1.GetBytes(pdf.ToString())).Destinations();
        Assert.Equal((1, 2), (pages["first"], pages["events-largest"]));
        Assert.Throws<PagePrinterException>(() => new PdfFile("not a PDF"u8.ToArray()));
    }
}
