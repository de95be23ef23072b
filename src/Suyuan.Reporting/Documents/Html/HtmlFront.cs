using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Title page, the box that says what the numbers rest on, and the foot with the attributions.</summary>
internal sealed class HtmlFront(HtmlWriter html, Report report, IReportTexts texts, ReportEdition edition)
{
    public void TitlePage()
    {
        FrameWords words = texts.Words;
        html.Open("header", ("class", "title-page"));
        if (report.Simulated)
        {
            html.Open("div", ("class", "simulated-banner"), ("role", "note"))
                .Element("strong", HtmlPage.SimulatedMark).Element("p", words.SimulatedNote).Close();
        }
        html.Element("p", edition == ReportEdition.Public ? words.PublicEdition : words.InternalEdition, ("class", "edition"));
        html.Element("h1", texts.ReportTitle);
        html.Open("p", ("class", "period")).Text(texts.Language == ReportLanguage.Chinese ? $"（{texts.PeriodName}）" : texts.PeriodName);
        html.Close();
        if (!report.Complete)
        {
            html.Element("p", texts.Sentence(Incomplete(report, texts)), ("class", "incomplete"));
        }
        html.Open("dl");
        if (report.Options.Publisher.Length > 0)
        {
            html.Element("dt", words.Publisher).Element("dd", report.Options.Publisher);
        }
        html.Element("dt", words.Period).Element("dd", texts.PeriodRange);
        html.Element("dt", words.IssuedOn).Element("dd", texts.Date(report.Options.IssuedOn));
        html.Close().Close();
    }

    /// <summary>数据口径.</summary>
    public static void Basis(HtmlWriter html, Report report, IReportTexts texts, ReportEdition edition)
    {
        html.Open("section", ("class", "basis"), ("id", "basis-box"));
        if (!report.Complete)
        {
            html.Element("p", texts.Sentence(Incomplete(report, texts)), ("class", "incomplete"));
        }
        html.Open("table").Open("tbody");
        foreach ((string name, string value) in texts.Basis(report, edition))
        {
            html.Open("tr").Element("th", name, ("scope", "row")).Element("td", texts.Sentence(value)).Close();
        }
        html.Close().Close().Close();
    }

    public void Footer()
    {
        html.Open("footer");
        html.Open("p").Text(texts.Words.GeneratedBy + (report.Options.ProductVersion.Length > 0 ? " " + report.Options.ProductVersion : ""));
        foreach (AddressDataSource source in report.Sources.Where(source => source is { Present: true, Attribution: not null }))
        {
            html.Text(" · ");
            Attribution(html, source);
        }
        html.Close().Close();
    }

    /// <summary>What the licence of a source asks for, as a link where it has one.</summary>
    internal static void Attribution(HtmlWriter html, AddressDataSource source)
    {
        if (source.Link is { IsAbsoluteUri: true, Scheme: "https" or "http" } link)
        {
            html.Element("a", source.Attribution ?? source.Name, ("href", link.AbsoluteUri), ("rel", "noreferrer"));
        }
        else
        {
            html.Text(source.Attribution ?? "");
        }
    }

    private static string Incomplete(Report report, IReportTexts texts)
    {
        Coverage coverage = report.Coverage.Value;
        string share = texts.Percent(coverage.Days, coverage.DaysInPeriod);
        string required = texts.Percent((long)(report.Options.CompleteCoverage * 1000), 1000);
        return texts.Language == ReportLanguage.Chinese
            ? $"{texts.Words.Incomplete}：报告期 {coverage.DaysInPeriod} 天中只有 {coverage.Days} 天（{share}）有流量数据，低于 {required} 的完整标准，各项数量偏低，不宜与其他报告期比较。"
            : $"{texts.Words.Incomplete}: only {coverage.Days} of {coverage.DaysInPeriod} days ({share}) have telemetry, below the {required} that a complete report needs. Counts are low and should not be compared with other periods.";
    }
}
