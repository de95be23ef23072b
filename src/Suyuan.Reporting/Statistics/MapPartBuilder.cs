using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Maps of the numbers that the figures on countries and provinces hold, none of them folded into others.</summary>
internal static class MapPartBuilder
{
    public static IReadOnlyList<Figure> Build(IEnumerable<ResourceSection> sections, HomeRegion home, ReportOptions options, int firstFigure)
    {
        Outline? regions = options.HomeMap ?? (home.Country == HomeRegion.China.Country ? Outline.China : null);
        List<Figure> figures = [];
        foreach (ResourceSection section in sections)
        {
            string id = "fig-map-" + Name(section.Selection);
            List<Panel> panels = [];
            if (regions is not null)
            {
                Add(panels, section.ProvinceFigure, PanelSubject.Provinces, id + "-home", PanelSubject.HomeMap, new MapBase(regions, home, World: false));
            }
            Add(panels, section.CountryFigure, PanelSubject.Countries, id + "-world", PanelSubject.WorldMap, new MapBase(options.WorldMap ?? Outline.World, home, World: true));
            // Without a panel it has no data: its number stays free, so that others keep theirs.
            figures.Add(new Figure(id, firstFigure + figures.Count, FigureSubject.Maps, section.Selection, panels));
        }
        return figures;
    }

    /// <summary>Where nothing is placed there is nothing to show on a map.</summary>
    private static void Add(List<Panel> panels, Figure? figure, PanelSubject of, string id, PanelSubject subject, MapBase map)
    {
        if (figure?.Panels.FirstOrDefault(panel => panel.Subject == of) is { } pie
            && pie.Data.All.Any(slice => slice.Category.Kind is CategoryKind.Province or CategoryKind.Country))
        {
            panels.Add(new Panel(id, subject, ChartShape.Map, pie.Data with { Slices = pie.Data.All, TiedBeyondCut = 0 }, pie.Lineage) { Map = map });
        }
    }

    private static string Name(ResourceSelection selection) => selection switch
    {
        { Kind: ResourceKind.Controller } => "controllers",
        { Kind: ResourceKind.Bot } => "bots",
        { Protocol: string protocol } => protocol,
        { Scope: SpoofScope.CrossDomain } => "cross-domain",
        _ => "local",
    };
}
