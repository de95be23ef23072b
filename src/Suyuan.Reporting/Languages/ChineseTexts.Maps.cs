namespace Suyuan.Reporting;

/// <summary>What is said of maps.</summary>
internal sealed partial class ChineseTexts
{
    public string MapIntroduction =>
        $"下列地图与前述各图统计同一批攻击资源：境内按{Province}、境外按国家或地区着色，未列入饼图的类别也在其中。颜色按数量分级，级差随数量增大。";

    public string MapOverview(Figure map)
    {
        string home = map.Panels.FirstOrDefault(panel => panel.Subject == PanelSubject.HomeMap) is { } provinces ? $"境内分布于 {Places(provinces)} 个{Province}" : "";
        string abroad = map.Panels.FirstOrDefault(panel => panel.Subject == PanelSubject.WorldMap) is { } countries ? $"境外分布于 {Places(countries)} 个国家和地区" : "";
        return $"{Kind(map.Selection!)}{string.Join('，', ((string[])[home, abroad]).Where(part => part.Length > 0))}，如{FigureLabel(map.Number)} 所示。";
    }

    public string CountedAbroad => "按境外统计";

    public string SouthChinaSea => "南海诸岛";

    public string NotOnMap(IReadOnlyList<Slice> missing) => $"地图上未标出：{Join([.. missing.Select(slice => $"{Name(slice.Category)} {slice.Count}")])}。";

    public string MapSource(Figure map)
    {
        string outlines = Shipped(map) ? "底图据 Apache ECharts 和 world-geo-json-zh 的公开数据绘制" : "底图由发布单位提供";
        string review = report.Options.MapReviewNumber.Length > 0 ? $"审图号：{report.Options.MapReviewNumber}" : "示意图，未经地图审核，公开发布前应送审并标注审图号";
        return $"{outlines}；{review}。";
    }

    private static int Places(Panel panel) => panel.Data.All.Count(slice => slice.Category.Kind is CategoryKind.Province or CategoryKind.Country);

    private static bool Shipped(Figure map) => map.Panels.All(panel => panel.Map is { Outline.Shipped: true });
}
