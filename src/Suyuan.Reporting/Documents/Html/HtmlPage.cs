using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>What all parts of one document share: the writer, the language, the edition, and how headings, figures and tables look.</summary>
internal sealed class HtmlPage(Report report, IReportTexts texts, ReportEdition edition, ChartRenderer renderer)
{
    /// <summary>Both languages in every language: a page cut out of the report must still say it.</summary>
    public const string SimulatedMark = "模拟数据 / SIMULATED DATA";

    private readonly HtmlWriter _html = new();
    private readonly HtmlExhibits _exhibits = new(texts, edition, renderer);

    public string Write()
    {
        _html.Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", texts.Tag));
        Head();
        _html.Open("body");
        HtmlFront front = new(_html, report, texts, edition);
        front.TitlePage();
        _html.Open("nav", ("class", "contents")).Element("h2", texts.Words.Contents);
        Contents();
        _html.Close();
        _html.Open("main");
        Introduction();
        Resources();
        Events();
        new HtmlAppendices(_html, report, texts, edition, Heading).Write();
        _html.Close();
        front.Footer();
        _html.Close().Close();
        return _html.ToString();
    }

    private void Head()
    {
        string title = $"{texts.ReportTitle} ({report.Period.Name})";
        _html.Open("head").Void("meta", ("charset", "utf-8"));
        _html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'"));
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Void("meta", ("name", "robots"), ("content", "noindex"));
        _html.Element("title", report.Simulated ? $"{title} [{SimulatedMark}]" : title);
        _html.Style(EmbeddedText.Read("report.css") + PageMargins());
        _html.Close();
    }

    /// <summary>Running heads of print: fixed texts and numbers only.</summary>
    private string PageMargins()
    {
        string tlp = edition == ReportEdition.Public ? "TLP:CLEAR" : "TLP:AMBER";
        string mark = report.Simulated ? $"@top-center {{ content: \"{SimulatedMark}\"; font-size: 9pt; color: #a11212; }} " : "";
        return $$"""
            @page {
              font-family: "Noto Sans CJK SC", "Noto Sans", Arial, sans-serif;
              {{mark}}@top-right { content: "{{tlp}}"; font-size: 8pt; color: #52606d; }
              @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; color: #52606d; }
            }

            """;
    }

    private IEnumerable<(int Level, string Id, string Text)> Outline()
    {
        yield return (2, "introduction", texts.Heading(HeadingSubject.Introduction));
        yield return (3, "definitions", texts.Heading(HeadingSubject.Definitions));
        yield return (3, "basis", texts.Heading(HeadingSubject.Basis));
        yield return (3, "findings", texts.Heading(HeadingSubject.KeyFindings));
        yield return (2, "resources", texts.Heading(HeadingSubject.Resources));
        yield return (3, "controllers", texts.Heading(HeadingSubject.Controllers));
        yield return (3, "bots", texts.Heading(HeadingSubject.Bots));
        yield return (3, "reflectors", texts.Heading(HeadingSubject.Reflectors));
        foreach (ResourceSection section in report.Reflectors.Key)
        {
            yield return (4, "reflectors-" + section.Selection.Protocol, texts.Heading(HeadingSubject.Reflectors, section.Selection.Protocol!));
        }
        if (report.Reflectors.Further.Count > 0)
        {
            yield return (4, "reflectors-further", texts.Heading(HeadingSubject.FurtherProtocols));
        }
        yield return (3, "routers", texts.Heading(HeadingSubject.Routers));
        yield return (4, "routers-cross-domain", texts.Heading(HeadingSubject.CrossDomain));
        yield return (4, "routers-local", texts.Heading(HeadingSubject.Local));
        yield return (2, "events", texts.Heading(HeadingSubject.Events));
        yield return (3, "events-overview", texts.Heading(HeadingSubject.EventOverview));
        yield return (3, "events-vectors", texts.Heading(HeadingSubject.EventVectors));
        yield return (3, "events-targets", texts.Heading(HeadingSubject.EventTargets));
        yield return (3, "events-largest", texts.Heading(HeadingSubject.LargestEvents));
        yield return (3, "events-gaps", texts.Heading(HeadingSubject.GapSensitivity));
        yield return (2, "method", texts.Heading(HeadingSubject.Method));
        yield return (2, "address-data", texts.Heading(HeadingSubject.AddressData));
        if (edition == ReportEdition.Internal)
        {
            yield return (2, "inputs", texts.Heading(HeadingSubject.Inputs));
        }
    }

    private void Contents()
    {
        _html.Open("ol");
        foreach ((int level, string id, string text) in Outline())
        {
            _html.Open("li", ("class", string.Create(CultureInfo.InvariantCulture, $"level-{level}")))
                .Element("a", text, ("href", "#" + id)).Close();
        }
        _html.Close();
    }

    private void Heading(string id)
    {
        (int level, _, string text) = Outline().First(entry => entry.Id == id);
        _html.Open(string.Create(CultureInfo.InvariantCulture, $"h{level}"), ("id", id)).Text(text);
        if (report.Simulated)
        {
            _html.Element("span", SimulatedMark, ("class", "simulated-mark"));
        }
        _html.Close();
    }

    private void Introduction()
    {
        Heading("introduction");
        Heading("definitions");
        Paragraphs(texts.DefinitionIntroduction);
        List(texts.Definitions);
        Paragraphs(texts.EventDefinition);
        Heading("basis");
        HtmlFront.Basis(_html, report, texts, edition);
        Heading("findings");
        List(texts.KeyFindings(report), "findings");
    }

    private void Resources()
    {
        Heading("resources");
        Section("controllers", report.Controllers);
        Section("bots", report.Bots);
        Heading("reflectors");
        Paragraph(texts.ReflectorOverview(report.Reflectors));
        foreach (ResourceSection section in report.Reflectors.Key)
        {
            Section("reflectors-" + section.Selection.Protocol, section);
        }
        if (report.Reflectors is { ProtocolFigure: { } figure, ProtocolTable: { } table })
        {
            Heading("reflectors-further");
            Paragraph(texts.FurtherProtocols(report.Reflectors));
            _exhibits.Write(_html, figure);
            _exhibits.Write(_html, table);
        }
        Heading("routers");
        Paragraph(texts.RouterOverview(report));
        Section("routers-cross-domain", report.CrossDomainRouters);
        Section("routers-local", report.LocalRouters);
    }

    private void Section(string id, ResourceSection section)
    {
        Heading(id);
        Paragraph(texts.Explanation(section));
        Paragraph(texts.Overview(section));
        if (section.HasData)
        {
            Figure(section.SplitFigure);
            Paragraph(texts.Countries(section));
            Figure(section.CountryFigure);
            Paragraph(texts.Provinces(section));
            Figure(section.ProvinceFigure);
            Paragraph(texts.Top(section));
            Table(section.Top);
        }
        foreach (string remark in texts.Remarks(section, report))
        {
            _html.Element("p", texts.Sentence(remark), ("class", "remark"));
        }
    }

    private void Events()
    {
        EventPart events = report.Events;
        Heading("events");
        Heading("events-overview");
        Paragraph(texts.EventOverview(events));
        Figure(events.Daily);
        Heading("events-vectors");
        Paragraph(texts.EventVectors(events));
        Figure(events.Vectors);
        Heading("events-targets");
        Paragraph(texts.EventTargets(events));
        Figure(events.TargetCountries);
        Heading("events-largest");
        Paragraph(texts.LargestEvents(events, edition));
        Table(events.Largest);
        Heading("events-gaps");
        Paragraph(texts.GapSensitivity(events));
        if (events.Totals.Value.Events > 0)
        {
            Table(events.GapSensitivity);
        }
    }

    private void Figure(Figure? figure)
    {
        if (figure is { HasData: true })
        {
            _exhibits.Write(_html, figure);
        }
    }

    private void Table(Table table)
    {
        if (table.HasData)
        {
            _exhibits.Write(_html, table);
        }
    }

    private void Paragraph(string text)
    {
        if (text.Length > 0)
        {
            _html.Element("p", texts.Sentence(text));
        }
    }

    private void Paragraphs(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            Paragraph(text);
        }
    }

    private void List(IEnumerable<string> items, string style = "numbered")
    {
        _html.Open("ol", ("class", style));
        foreach (string item in items)
        {
            _html.Element("li", texts.Sentence(item));
        }
        _html.Close();
    }
}
