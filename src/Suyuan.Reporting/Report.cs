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

    public bool Simulated => Coverage.Value.Simulated;

    /// <summary>False: the period's days with telemetry fall short of <see cref="ReportOptions.CompleteCoverage"/>.</summary>
    public bool Complete => Coverage.Value.Days >= Options.CompleteCoverage * Coverage.Value.DaysInPeriod;

    /// <summary>In the order of print.</summary>
    public IEnumerable<ResourceSection> Sections => [Controllers, Bots, .. Reflectors.Key, CrossDomainRouters, LocalRouters];

    /// <summary>In the order of their numbers.</summary>
    public IEnumerable<Figure> Figures =>
        Sections.SelectMany(section => section.Figures)
            .Append(Reflectors.ProtocolFigure).OfType<Figure>()
            .Concat([Events.Daily, Events.Vectors, Events.TargetCountries]);

    /// <summary>In the order of their numbers.</summary>
    public IEnumerable<Table> Tables =>
        Sections.Select(section => section.Top)
            .Append(Reflectors.ProtocolTable).OfType<Table>()
            .Concat([Events.Largest, Events.GapSensitivity]);

    /// <summary>A figure or table by its id or printed number (<c>fig-18</c>, <c>table-8</c>), with its numbers as the internal edition prints them; null where the report has none of that id.</summary>
    public Exhibit? FindFigure(string id, ReportLanguage language = ReportLanguage.English) => Exhibit.Find(this, id, language);
}
