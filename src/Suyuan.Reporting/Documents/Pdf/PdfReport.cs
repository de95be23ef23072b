namespace Suyuan.Reporting;

/// <summary>The report on A4, printed from its HTML: once to learn the page of each heading, and again with them in the contents.</summary>
public static class PdfReport
{
    /// <summary>The contents stay as long as they are when numbers are added to their lines, so that the second print has the pages of the first; a third is for certainty.</summary>
    private const int MostPrints = 3;

    /// <exception cref="PagePrinterException">It cannot be printed on this machine.</exception>
    public static byte[] Render(Report report, ReportLanguage language, ReportEdition edition, IPagePrinter printer, ChartRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(printer);
        ArgumentNullException.ThrowIfNull(renderer);
        Manuscript manuscript = Manuscript.Of(report, language, edition);
        IReadOnlyDictionary<string, int> pages = manuscript.Headings.ToDictionary(heading => heading.Id, _ => 0);
        byte[] pdf = [];
        for (int print = 0; print < MostPrints; print++)
        {
            pdf = printer.Print(new HtmlPage(manuscript, renderer, pages).Write());
            IReadOnlyDictionary<string, int> printed = new PdfFile(pdf).Destinations();
            if (pages.All(page => printed.GetValueOrDefault(page.Key) == page.Value))
            {
                break;
            }
            pages = printed;
        }
        PdfFile.Settle(pdf, report.Options.IssuedOn);
        return pdf;
    }
}
