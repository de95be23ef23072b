using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The fixed words of a document's frame. One value per word and language; none may be empty.</summary>
internal sealed record FrameWords
{
    public required string Contents { get; init; }
    public required string Simulated { get; init; }
    public required string SimulatedNote { get; init; }
    public required string Incomplete { get; init; }
    public required string PublicEdition { get; init; }
    public required string InternalEdition { get; init; }
    public required string InternalHandling { get; init; }
    public required string Publisher { get; init; }
    public required string IssuedOn { get; init; }
    public required string Period { get; init; }
    public required string DataTable { get; init; }
    public required string Source { get; init; }
    public required string GeneratedBy { get; init; }
    public required string Basis { get; init; }
    public required string BasisCheck { get; init; }
    public required string NoInputs { get; init; }
    public required string NotAvailable { get; init; }
    public required string Licence { get; init; }
    public required string AddressSource { get; init; }
    public required string Use { get; init; }
    public required string DataDate { get; init; }
    public required string File { get; init; }
    public required string Format { get; init; }
    public required string Size { get; init; }
    public required string Records { get; init; }
    public required string Span { get; init; }
    public required string Exporter { get; init; }
    public required string Minutes { get; init; }
    public required string Sampling { get; init; }
}

internal enum HeadingSubject
{
    Introduction,
    Definitions,
    Basis,
    KeyFindings,
    Resources,
    Controllers,
    Bots,
    Reflectors,
    FurtherProtocols,
    Routers,
    CrossDomain,
    Local,
    Events,
    EventOverview,
    EventVectors,
    EventTargets,
    LargestEvents,
    GapSensitivity,
    Maps,
    Changes,
    Trend,
    YearToDate,
    Life,
    Method,
    Statistics,
    AddressData,
    Inputs,
}

/// <summary>Everything that a report says, in one language. Sentences are made from the numbers; nothing here decides what is counted.</summary>
internal interface IReportTexts
{
    ReportLanguage Language { get; }

    /// <summary>BCP 47, for the document.</summary>
    string Tag { get; }

    FrameWords Words { get; }

    string Colon { get; }

    /// <summary>A sentence with the spacing of the language.</summary>
    string Sentence(string text);

    string CategoryColumn { get; }
    string CountColumn { get; }
    string ShareColumn { get; }
    string PanelColumn { get; }
    string EventsUnit { get; }

    string ReportTitle { get; }
    string PeriodName { get; }

    /// <summary>Under the title.</summary>
    string Subtitle { get; }
    string PeriodRange { get; }
    string Date(DateOnly day);

    /// <summary>Without its number.</summary>
    /// <param name="protocol">Of a reflector section; empty otherwise.</param>
    string Heading(HeadingSubject subject, string protocol = "");

    /// <summary>A heading with the numbers of its chapter, section and subsection before it, as the language counts.</summary>
    string Numbered(ReadOnlySpan<int> path, string heading);
    string Appendix(int number, string heading);
    string FigureLabel(int number);
    string TableLabel(int number);
    string Caption(Figure figure);
    string Caption(Table table);
    string Title(Panel panel, Figure figure);
    string Heading(Column column, Table table);

    /// <summary>Short, for figures and tables.</summary>
    string Name(Category category);
    string Number(long value);
    string Percent(long count, long total);
    string Duration(long seconds);

    /// <summary>In the home's zone.</summary>
    string Time(long unixMilliseconds);
    string Join(IReadOnlyList<string> names);

    IReadOnlyList<string> DefinitionIntroduction { get; }
    IReadOnlyList<string> Definitions { get; }
    IReadOnlyList<string> EventDefinition { get; }
    IReadOnlyList<KeyValuePair<string, string>> Basis(Report report, ReportEdition edition);
    /// <summary>The mark of a report whose coverage falls short.</summary>
    string IncompleteNote(Report report);
    IReadOnlyList<string> KeyFindings(Report report);

    /// <summary>What the kind or protocol is and how it is abused; empty where the definitions say it.</summary>
    string Explanation(ResourceSection section);
    string Overview(ResourceSection section);

    /// <summary>What the reference does not print: counts below the headline, stricter counts.</summary>
    IReadOnlyList<string> Remarks(ResourceSection section, Report report);
    string Countries(ResourceSection section);
    string Provinces(ResourceSection section);
    string Top(ResourceSection section);
    string NoData(Figure figure);
    string TiedBeyondCut(Panel panel);
    string ReflectorOverview(ReflectorPart part);
    string FurtherProtocols(ReflectorPart part);
    string RouterOverview(Report report);
    string EventOverview(EventPart events);
    string EventVectors(EventPart events);
    string EventTargets(EventPart events);
    string LargestEvents(EventPart events, ReportEdition edition);
    string GapSensitivity(EventPart events);
    string Trend(ChangePart part);

    /// <summary>Empty where there is no period to compare with.</summary>
    string Turnover(ChangePart part);

    /// <summary>Empty but for a month.</summary>
    string YearToDate(ChangePart part);
    string Life(ChangePart part);
    string MapIntroduction { get; }
    string MapOverview(Figure map);

    /// <summary>In the legend of China's map.</summary>
    string CountedAbroad { get; }

    /// <summary>In the inset of China's map.</summary>
    string SouthChinaSea { get; }

    /// <summary>Under a map: what is counted and has no place on it.</summary>
    string NotOnMap(IReadOnlyList<Slice> missing);

    /// <summary>Under a map: whose outlines it is drawn on, and its review number.</summary>
    string MapSource(Figure map);
    IReadOnlyList<KeyValuePair<string, string>> Method { get; }

    /// <summary>Of each statistic: population, window, what counts once, unit, known bias.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Statistics { get; }
    string AddressDataIntroduction { get; }
    string InputIntroduction { get; }

    /// <summary>Lineage under a figure or table.</summary>
    string Lineage(Lineage lineage);
}

internal static class ReportTexts
{
    public static IReportTexts For(ReportLanguage language, Report report) =>
        language == ReportLanguage.Chinese ? new ChineseTexts(report) : new EnglishTexts(report);
}
