namespace Suyuan.Reporting;

/// <summary>What is said of maps.</summary>
internal sealed partial class EnglishTexts
{
    public string MapIntroduction =>
        $"These maps show the same resources as the figures before them, at home by {Province} and abroad by country or region, with the categories that the pies fold into “other”. Colours stand for classes of counts that widen as the counts grow.";

    public string MapOverview(Figure map)
    {
        string[] parts =
        [
            .. map.Panels.Where(panel => panel.Subject == PanelSubject.HomeMap).Select(panel => $"{Counted(panel, Province, Provinces_)} at home"),
            .. map.Panels.Where(panel => panel.Subject == PanelSubject.WorldMap).Select(panel => $"{Counted(panel, "country or region", "countries and regions")} abroad"),
        ];
        return $"{FigureLabel(map.Number)} shows the {Kind(map.Selection!)}: {string.Join(" and ", parts)}.";
    }

    public string CountedAbroad => "counted as abroad";

    public string SouthChinaSea => "South China Sea";

    public string NotOnMap(IReadOnlyList<Slice> missing) => $"Not on the map: {Join([.. missing.Select(slice => $"{Name(slice.Category)} {Number(slice.Count)}")])}.";

    public string MapSource(Figure map)
    {
        string outlines = map.Panels.All(panel => panel.Map is { Outline.Shipped: true })
            ? "Drawn from public outlines of Apache ECharts and world-geo-json-zh" : "Drawn on outlines that the publisher supplied";
        string review = report.Options.MapReviewNumber.Length > 0
            ? $"map review number {report.Options.MapReviewNumber}" : "a sketch without the map review number that publication in China requires";
        return $"{outlines}; {review}.";
    }

    private string Counted(Panel panel, string one, string many)
    {
        int places = panel.Data.All.Count(slice => slice.Category.Kind is CategoryKind.Province or CategoryKind.Country);
        return $"{Number(places)} {(places == 1 ? one : many)}";
    }
}
