using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>Title page, the box that says what the numbers rest on, and the foot with the attributions.</summary>
internal static class HtmlFront
{
    /// <summary>Logos are printed this high, and shrunk where they are wider than the page.</summary>
    private const int LogoHeight = 96;

    public static void TitlePage(HtmlWriter html, Manuscript manuscript)
    {
        IReportTexts texts = manuscript.Texts;
        Report report = manuscript.Report;
        html.Open("header", ("class", "title-page"));
        if (report.Simulated)
        {
            html.Open("div", ("class", "simulated-banner"), ("role", "note"))
                .Element("strong", Manuscript.SimulatedMark).Element("p", texts.Words.SimulatedNote).Close();
        }
        if (report.Options.Logo is { } logo)
        {
            html.Void(
                "img", ("class", "logo"), ("alt", report.Options.PublisherIn(texts.Language)), ("height", LogoHeight.ToString(CultureInfo.InvariantCulture)),
                ("src", $"data:{logo.MediaType};base64,{Convert.ToBase64String(logo.Octets.Span)}"));
        }
        html.Element("p", manuscript.EditionLine, ("class", "edition"));
        html.Element("h1", texts.ReportTitle);
        html.Element("p", texts.Subtitle, ("class", "period"));
        if (!report.Complete)
        {
            html.Element("p", texts.Sentence(texts.IncompleteNote(report)), ("class", "incomplete"));
        }
        html.Open("dl");
        foreach ((string name, string value) in manuscript.TitleFacts)
        {
            html.Element("dt", name).Element("dd", value);
        }
        html.Close().Close();
    }

    /// <summary>数据口径.</summary>
    public static void Basis(HtmlWriter html, BasisBlock basis)
    {
        html.Open("section", ("class", "basis"), ("id", "basis-box"));
        if (basis.Warning is not null)
        {
            html.Element("p", basis.Warning, ("class", "incomplete"));
        }
        html.Open("table").Open("tbody");
        foreach ((string name, string value) in basis.Rows)
        {
            html.Open("tr").Element("th", name, ("scope", "row")).Element("td", value).Close();
        }
        html.Close().Close().Close();
    }

    public static void Footer(HtmlWriter html, Manuscript manuscript)
    {
        html.Open("footer");
        html.Open("p").Text(manuscript.GeneratedBy);
        foreach (Attribution attribution in manuscript.Report.Sources.Select(Attribution.Of).OfType<Attribution>())
        {
            html.Text(" · ");
            HtmlGrid.Attribution(html, attribution);
        }
        html.Close().Close();
    }
}
