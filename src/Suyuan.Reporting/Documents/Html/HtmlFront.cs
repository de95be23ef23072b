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
        html.Element("p", texts.Subtitle, ("class", "period"));
        if (!report.Complete)
        {
            html.Element("p", texts.Sentence(texts.IncompleteNote(report)), ("class", "incomplete"));
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
            html.Element("p", texts.Sentence(texts.IncompleteNote(report)), ("class", "incomplete"));
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
}
