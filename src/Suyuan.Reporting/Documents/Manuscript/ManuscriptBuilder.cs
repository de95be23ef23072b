namespace Suyuan.Reporting;

/// <summary>Puts the parts of a report in order, numbers the headings, and leaves out what has no data or is not wanted.</summary>
internal sealed class ManuscriptBuilder(Report report, IReportTexts texts, ReportEdition edition)
{
    private readonly List<Block> _blocks = [];
    private readonly int[] _numbers = new int[3];

    public IReadOnlyList<Block> Build()
    {
        Introduction();
        Resources();
        Events();
        Maps();
        Changes();
        _numbers[0] = 0;
        new ManuscriptAppendices(report, texts, edition, _blocks).Write();
        return _blocks;
    }

    private void Heading(int level, string id, HeadingSubject subject, string protocol = "")
    {
        _numbers[level - 1]++;
        Array.Clear(_numbers, level, _numbers.Length - level);
        _blocks.Add(new HeadingBlock(level, id, texts.Numbered(_numbers.AsSpan(0, level), texts.Heading(subject, protocol))));
    }

    private void Introduction()
    {
        Heading(1, "introduction", HeadingSubject.Introduction);
        Heading(2, "definitions", HeadingSubject.Definitions);
        Paragraphs(texts.DefinitionIntroduction);
        List(texts.Definitions);
        Paragraphs(texts.EventDefinition);
        Heading(2, "basis", HeadingSubject.Basis);
        _blocks.Add(new BasisBlock(
            report.Complete ? null : texts.Sentence(texts.IncompleteNote(report)),
            [.. texts.Basis(report, edition).Select(row => KeyValuePair.Create(row.Key, texts.Sentence(row.Value)))]));
        if (report.Shows(ReportPart.Findings))
        {
            Heading(2, "findings", HeadingSubject.KeyFindings);
            List(texts.KeyFindings(report), findings: true);
        }
    }

    private void Resources()
    {
        if (!report.Shows(ReportPart.Controllers) && !report.Shows(ReportPart.Bots) && !report.Shows(ReportPart.Reflectors) && !report.Shows(ReportPart.Routers))
        {
            return;
        }
        Heading(1, "resources", HeadingSubject.Resources);
        if (report.Shows(ReportPart.Controllers))
        {
            Heading(2, "controllers", HeadingSubject.Controllers);
            Section(report.Controllers);
        }
        if (report.Shows(ReportPart.Bots))
        {
            Heading(2, "bots", HeadingSubject.Bots);
            Section(report.Bots);
        }
        Reflectors();
        if (report.Shows(ReportPart.Routers))
        {
            Heading(2, "routers", HeadingSubject.Routers);
            Paragraph(texts.RouterOverview(report));
            Heading(3, "routers-cross-domain", HeadingSubject.CrossDomain);
            Section(report.CrossDomainRouters);
            Heading(3, "routers-local", HeadingSubject.Local);
            Section(report.LocalRouters);
        }
    }

    private void Reflectors()
    {
        if (!report.Shows(ReportPart.Reflectors))
        {
            return;
        }
        Heading(2, "reflectors", HeadingSubject.Reflectors);
        Paragraph(texts.ReflectorOverview(report.Reflectors));
        foreach (ResourceSection section in report.Reflectors.Key)
        {
            Heading(3, "reflectors-" + section.Selection.Protocol, HeadingSubject.Reflectors, section.Selection.Protocol!);
            Section(section);
        }
        if (report.Reflectors is { ProtocolFigure: { } figure, ProtocolTable: { } table } && report.Shows(ReportPart.OtherProtocols))
        {
            Heading(3, "reflectors-further", HeadingSubject.FurtherProtocols);
            Paragraph(texts.FurtherProtocols(report.Reflectors));
            Figure(figure);
            Table(table);
        }
    }

    private void Section(ResourceSection section)
    {
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
        _blocks.AddRange(texts.Remarks(section, report).Select(remark => new ParagraphBlock(texts.Sentence(remark), Remark: true)));
    }

    private void Events()
    {
        if (!report.Shows(ReportPart.Events))
        {
            return;
        }
        EventPart events = report.Events;
        Heading(1, "events", HeadingSubject.Events);
        Heading(2, "events-overview", HeadingSubject.EventOverview);
        Paragraph(texts.EventOverview(events));
        Figure(events.Daily);
        if (report.Shows(ReportPart.Vectors))
        {
            Heading(2, "events-vectors", HeadingSubject.EventVectors);
            Paragraph(texts.EventVectors(events));
            Figure(events.Vectors);
        }
        if (report.Shows(ReportPart.Targets))
        {
            Heading(2, "events-targets", HeadingSubject.EventTargets);
            Paragraph(texts.EventTargets(events));
            Figure(events.TargetCountries);
        }
        if (report.Shows(ReportPart.LargestEvents))
        {
            Heading(2, "events-largest", HeadingSubject.LargestEvents);
            Paragraph(texts.LargestEvents(events, edition));
            Table(events.Largest);
        }
        if (report.Shows(ReportPart.EventRule))
        {
            Heading(2, "events-gaps", HeadingSubject.GapSensitivity);
            Paragraph(texts.GapSensitivity(events));
            if (events.Totals.Value.Events > 0)
            {
                Table(events.GapSensitivity);
            }
        }
    }

    private void Maps()
    {
        Figure[] maps = [.. report.Figures.Where(figure => figure is { Subject: FigureSubject.Maps, HasData: true })];
        if (maps.Length == 0)
        {
            return;
        }
        Heading(1, "maps", HeadingSubject.Maps);
        Paragraph(texts.MapIntroduction);
        foreach (Figure map in maps)
        {
            Paragraph(texts.MapOverview(map));
            Figure(map);
        }
    }

    private void Changes()
    {
        ChangePart changes = report.Changes;
        if (!report.Shows(ReportPart.Changes) || changes.Histories.All(history => history.History.Value.Counts.All(count => count == 0)))
        {
            return;
        }
        Heading(1, "changes", HeadingSubject.Changes);
        Heading(2, "changes-trend", HeadingSubject.Trend);
        Paragraph(texts.Trend(changes));
        Table(changes.Trend);
        Paragraph(texts.Turnover(changes));
        Table(changes.Turnover);
        if (changes.Year.HasData)
        {
            Heading(2, "changes-year", HeadingSubject.YearToDate);
            Paragraph(texts.YearToDate(changes));
            Table(changes.Year);
        }
        if (changes.Life.HasData)
        {
            Heading(2, "changes-life", HeadingSubject.Life);
            Paragraph(texts.Life(changes));
            Table(changes.Life);
        }
    }

    private void Figure(Figure? figure)
    {
        if (figure is { HasData: true })
        {
            _blocks.Add(new FigureBlock(figure));
        }
    }

    private void Table(Table table)
    {
        if (table.HasData)
        {
            _blocks.Add(new TableBlock(table));
        }
    }

    private void Paragraph(string text)
    {
        if (text.Length > 0)
        {
            _blocks.Add(new ParagraphBlock(texts.Sentence(text)));
        }
    }

    private void Paragraphs(IEnumerable<string> paragraphs)
    {
        foreach (string text in paragraphs)
        {
            Paragraph(text);
        }
    }

    private void List(IEnumerable<string> items, bool findings = false) =>
        _blocks.Add(new ListBlock([.. items.Select(texts.Sentence)], findings));
}
