namespace Suyuan.Reporting;

/// <summary>The report as one HTML file: styles and charts inside, no script, nothing fetched; printed on A4 it is the paper report.</summary>
public static class HtmlReport
{
    public static string Render(Report report, ReportLanguage language, ReportEdition edition)
    {
        using ChartRenderer renderer = new();
        return Render(report, language, edition, renderer);
    }

    /// <summary>With a renderer that other documents share.</summary>
    public static string Render(Report report, ReportLanguage language, ReportEdition edition, ChartRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(renderer);
        return new HtmlPage(Manuscript.Of(report, language, edition), renderer, pages: null).Write();
    }
}
