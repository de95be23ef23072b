using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>One kind of resource: its totals, what the sentences name, its figures and its Top 20.</summary>
/// <param name="Countries">Leaders abroad; empty for routers, which are all at home.</param>
/// <param name="Operators">Home resources by operator, cut as the pie is.</param>
/// <param name="CountryFigure">Null for routers, like <paramref name="SplitFigure"/>.</param>
public sealed record ResourceSection(
    ResourceSelection Selection, Statistic<ResourceTotals> Totals, Ranking Countries, Ranking Provinces, Breakdown Operators,
    Figure? SplitFigure, Figure? CountryFigure, Figure ProvinceFigure, Table Top)
{
    public bool HasData => Totals.Value.Count > 0;

    public IEnumerable<Figure> Figures =>
        new[] { SplitFigure, CountryFigure, ProvinceFigure }.OfType<Figure>();
}

/// <summary>One further protocol of the extra section.</summary>
public sealed record ProtocolSummary(string Protocol, ResourceTotals Totals, Ranking Countries, Ranking Provinces, Ranking Networks);

/// <summary>Reflectors: the reference's three always, then what else the data holds.</summary>
/// <param name="KeyTotal">Of the three key protocols, like <paramref name="KeyHome"/>.</param>
public sealed record ReflectorPart(
    long KeyTotal, long KeyHome, Lineage Lineage, IReadOnlyList<ResourceSection> Key, IReadOnlyList<ProtocolSummary> Further,
    Figure? ProtocolFigure, Table? ProtocolTable);

/// <summary>What the reference report lacks: the events themselves.</summary>
public sealed record EventPart(
    Statistic<EventTotals> Totals, Figure Daily, Figure Vectors, Figure TargetCountries, Ranking VectorRanking, Ranking TargetRanking,
    Table Largest, Table GapSensitivity);

/// <summary>The report of one period, typed and without a language; renderers turn it into documents.</summary>
public sealed record Report
{
    public required Period Period { get; init; }
    public required HomeRegion Home { get; init; }
    public required ReportOptions Options { get; init; }
    public required Statistic<Coverage> Coverage { get; init; }
    public required IReadOnlyList<AddressDataSource> Sources { get; init; }
    public required ResourceSection Controllers { get; init; }
    public required Statistic<ControllerActivity> ControllerActivity { get; init; }
    public required ResourceSection Bots { get; init; }
    public required Statistic<BotProof> BotProof { get; init; }
    public required ReflectorPart Reflectors { get; init; }
    public required ResourceSection CrossDomainRouters { get; init; }
    public required ResourceSection LocalRouters { get; init; }
    public required EventPart Events { get; init; }

    /// <summary>A figure per kind of resource that has a map, in the order of print.</summary>
    public required IReadOnlyList<Figure> Maps { get; init; }

    public required ChangePart Changes { get; init; }

    public bool Simulated => Coverage.Value.Simulated;

    /// <summary>False: the period's days with telemetry fall short of <see cref="ReportOptions.CompleteCoverage"/>.</summary>
    public bool Complete => Coverage.Value.Days >= Options.CompleteCoverage * Coverage.Value.DaysInPeriod;

    /// <summary>In the order of print, without what the publisher leaves out.</summary>
    public IEnumerable<ResourceSection> Sections =>
    [
        .. Of(ReportPart.Controllers, Controllers), .. Of(ReportPart.Bots, Bots), .. Of(ReportPart.Reflectors, [.. Reflectors.Key]),
        .. Of(ReportPart.Routers, CrossDomainRouters, LocalRouters),
    ];

    /// <summary>In the order of their numbers; what is left out leaves a gap in them, so that a figure has the same number in every edition of a report.</summary>
    public IEnumerable<Figure> Figures =>
    [
        .. Sections.SelectMany(section => section.Figures), .. Of(ReportPart.OtherProtocols, Reflectors.ProtocolFigure).OfType<Figure>(),
        .. Of(ReportPart.Events, Events.Daily), .. Of(ReportPart.Vectors, Events.Vectors), .. Of(ReportPart.Targets, Events.TargetCountries),
        .. Of(ReportPart.Maps, [.. Maps.Where(map => map.Panels.Count > 0 && Sections.Any(section => section.Selection == map.Selection))]),
    ];

    /// <summary>As <see cref="Figures"/>.</summary>
    public IEnumerable<Table> Tables =>
    [
        .. Sections.Select(section => section.Top), .. Of(ReportPart.OtherProtocols, Reflectors.ProtocolTable).OfType<Table>(),
        .. Of(ReportPart.LargestEvents, Events.Largest), .. Of(ReportPart.EventRule, Events.GapSensitivity),
        .. Of(ReportPart.Changes, [.. Changes.Tables.Where(table => table.HasData)]),
    ];

    /// <summary>False: the publisher leaves the part, or the whole that holds it, out.</summary>
    public bool Shows(ReportPart part) => !Options.Omitted.Contains(part) && part switch
    {
        ReportPart.OtherProtocols => Shows(ReportPart.Reflectors),
        ReportPart.Vectors or ReportPart.Targets or ReportPart.LargestEvents or ReportPart.EventRule => Shows(ReportPart.Events),
        _ => true,
    };

    /// <summary>A figure or table by its id or printed number (<c>fig-18</c>, <c>table-8</c>), with its numbers as the internal edition prints them; null where the report has none of that id.</summary>
    public Exhibit? FindFigure(string id, ReportLanguage language = ReportLanguage.English) => Exhibit.Find(this, id, language);

    private T[] Of<T>(ReportPart part, params T[] items) => Shows(part) ? items : [];
}
