using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Asks the statistics for everything that a report of the period prints, in the order and numbering of the reference report.</summary>
public static class ReportBuilder
{
    private const int TopCount = 20;

    public static Report Build(IPeriodStatistics statistics, IReadOnlyList<AddressDataSource> sources, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        ReflectorPart reflectors = Reflectors(statistics);
        ResourceSection controllers = Section(statistics, new ResourceSelection(ResourceKind.Controller), figure: 1, table: 1);
        ResourceSection bots = Section(statistics, new ResourceSelection(ResourceKind.Bot), figure: 4, table: 2);
        ResourceSection crossDomain = Section(statistics, new ResourceSelection(ResourceKind.SpoofingRouter, null, SpoofScope.CrossDomain), figure: 16, table: 6);
        ResourceSection local = Section(statistics, new ResourceSelection(ResourceKind.SpoofingRouter, null, SpoofScope.Local), figure: 17, table: 7);
        int eventFigure = reflectors.ProtocolFigure is null ? 18 : 19;
        ResourceSection[] sections = [controllers, bots, .. reflectors.Key, crossDomain, local];
        return new Report
        {
            Period = statistics.Period,
            Home = statistics.Home,
            Options = options,
            Coverage = statistics.Coverage(),
            Sources = sources,
            Controllers = controllers,
            ControllerActivity = statistics.ControllerActivity(),
            Bots = bots,
            BotProof = statistics.BotProof(),
            Reflectors = reflectors,
            CrossDomainRouters = crossDomain,
            LocalRouters = local,
            Events = EventPartBuilder.Build(statistics, eventFigure, firstTable: reflectors.ProtocolTable is null ? 8 : 9),
            Changes = ChangePartBuilder.Build(statistics, sections, options, (reflectors.ProtocolTable is null ? 8 : 9) + EventPartBuilder.Tables),
            Maps = MapPartBuilder.Build(sections, statistics.Home, options, eventFigure + EventPartBuilder.Figures),
        };
    }

    private static ResourceSection Section(IPeriodStatistics statistics, ResourceSelection selection, int figure, int table)
    {
        Statistic<ResourceTotals> totals = statistics.Totals(selection);
        Statistic<IReadOnlyList<CategoryCount>> provinceCounts = statistics.Provinces(selection);
        Statistic<IReadOnlyList<CategoryCount>> networkCounts = statistics.Networks(selection);
        IReadOnlyList<Slice> provinces = CategoryOrder.Sort(provinceCounts.Value, CategoryKind.Province);
        Breakdown operators = Populations.Operators(CategoryOrder.Sort(networkCounts.Value, CategoryKind.Network), statistics.Home);
        // Routers are all at home: the reference has neither a split nor countries for them.
        bool router = selection.Kind == ResourceKind.SpoofingRouter;
        int provinceFigure = router ? figure : figure + 2;
        Ranking countryRanking = Ranking.None;
        Figure? split = null;
        Figure? country = null;
        if (!router)
        {
            Statistic<IReadOnlyList<CategoryCount>> countryCounts = statistics.Countries(selection);
            IReadOnlyList<Slice> countries = CategoryOrder.Sort(countryCounts.Value, CategoryKind.Country);
            countryRanking = Ranking.Of(countries);
            split = NumberedFigure(figure, FigureSubject.HomeAbroadAndCloud, selection,
                (PanelSubject.HomeAbroad, "home", Populations.HomeAbroad(totals.Value), totals.Lineage),
                (PanelSubject.Cloud, "cloud", Populations.Cloud(totals.Value), totals.Lineage));
            country = NumberedFigure(figure + 1, FigureSubject.Countries, selection,
                (PanelSubject.Countries, "countries", Breakdown.Largest(countries), countryCounts.Lineage));
        }
        Figure places = NumberedFigure(provinceFigure, FigureSubject.ProvincesAndNetworks, selection,
            (PanelSubject.Provinces, "provinces", Breakdown.Largest(provinces), provinceCounts.Lineage),
            (PanelSubject.Networks, "operators", operators, networkCounts.Lineage));
        return new ResourceSection(
            selection, totals, countryRanking, Ranking.Of(provinces), operators, split, country, places,
            TopTable.Build(statistics.Top(selection, TopCount), selection, table));
    }

    private static Figure NumberedFigure(
        int number, FigureSubject subject, ResourceSelection selection, params ReadOnlySpan<(PanelSubject Subject, string Name, Breakdown Data, Lineage Lineage)> panels)
    {
        string id = FormattableString.Invariant($"fig-{number}");
        List<Panel> built = [];
        foreach ((PanelSubject panel, string name, Breakdown data, Lineage lineage) in panels)
        {
            built.Add(new Panel($"{id}-{name}", panel, ChartShape.Pie, data, lineage));
        }
        return new Figure(id, number, subject, selection, built);
    }

    private static ReflectorPart Reflectors(IPeriodStatistics statistics)
    {
        Statistic<IReadOnlyList<CategoryCount>> protocols = statistics.ReflectorProtocols();
        ResourceSection[] key = [.. KeyProtocols.Tokens.Select(protocol => Section(
            statistics, new ResourceSelection(ResourceKind.Reflector, protocol),
            figure: 4 + (3 * KeyProtocols.Number(protocol)), table: 2 + KeyProtocols.Number(protocol)))];
        IReadOnlyList<Slice> counts = CategoryOrder.Sort(protocols.Value, CategoryKind.Protocol);
        ProtocolSummary[] further = [.. counts
            .Where(slice => slice.Category.Kind == CategoryKind.Protocol && !KeyProtocols.Tokens.Contains(slice.Category.Key))
            .Select(slice => Summary(statistics, slice.Category.Key))];
        Figure? figure = null;
        Table? table = null;
        if (further.Length > 0)
        {
            Breakdown data = new(counts.Sum(slice => slice.Count), counts, counts, 0);
            figure = new Figure("fig-protocols", 18, FigureSubject.Protocols, new ResourceSelection(ResourceKind.Reflector),
                [new Panel("fig-protocols-bars", PanelSubject.Protocols, ChartShape.Bars, data, protocols.Lineage)]);
            table = ProtocolTable.Build(further, protocols.Lineage, number: 8);
        }
        return new ReflectorPart(
            key.Sum(section => section.Totals.Value.Count), key.Sum(section => section.Totals.Value.Home), protocols.Lineage, key, further, figure, table);
    }

    private static ProtocolSummary Summary(IPeriodStatistics statistics, string protocol)
    {
        ResourceSelection selection = new(ResourceKind.Reflector, protocol);
        return new ProtocolSummary(
            protocol,
            statistics.Totals(selection).Value,
            Ranking.Of(CategoryOrder.Sort(statistics.Countries(selection).Value, CategoryKind.Country)),
            Ranking.Of(CategoryOrder.Sort(statistics.Provinces(selection).Value, CategoryKind.Province)),
            Ranking.Of(CategoryOrder.Sort(statistics.Networks(selection).Value, CategoryKind.Network), places: 1));
    }
}
