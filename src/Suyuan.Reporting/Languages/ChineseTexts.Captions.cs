using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Headings, captions, titles of charts and heads of columns.</summary>
internal sealed partial class ChineseTexts
{
    public string Heading(HeadingSubject subject, string protocol) => subject switch
    {
        HeadingSubject.Introduction => "引言",
        HeadingSubject.Definitions => "攻击资源定义",
        HeadingSubject.Basis => "数据口径",
        HeadingSubject.KeyFindings => $"{ThisPeriod}重点关注情况",
        HeadingSubject.Resources => "DDoS 攻击资源分析",
        HeadingSubject.Controllers => "控制端资源分析",
        HeadingSubject.Bots => "肉鸡资源分析",
        HeadingSubject.Reflectors when protocol.Length > 0 => $"{Protocol(protocol)} 反射服务器资源",
        HeadingSubject.Reflectors => "反射攻击资源分析",
        HeadingSubject.FurtherProtocols => "其他协议反射服务器资源",
        HeadingSubject.Routers => "转发伪造流量的路由器分析",
        HeadingSubject.CrossDomain => "跨域伪造流量来源路由器",
        HeadingSubject.Local => "本地伪造流量来源路由器",
        HeadingSubject.Events => "DDoS 攻击事件分析",
        HeadingSubject.EventOverview => "总体情况",
        HeadingSubject.EventVectors => "攻击方式",
        HeadingSubject.EventTargets => "攻击目标",
        HeadingSubject.LargestEvents => "规模最大的攻击事件",
        HeadingSubject.GapSensitivity => "事件划分间隔的影响",
        HeadingSubject.Maps => "攻击资源地图",
        HeadingSubject.Changes => "攻击资源的变化",
        HeadingSubject.Trend => "数量变化",
        HeadingSubject.YearToDate => "年度累计",
        HeadingSubject.Life => "资源存续时间",
        HeadingSubject.Method => "分析方法",
        HeadingSubject.Statistics => "统计项定义",
        HeadingSubject.AddressData => "地址数据",
        HeadingSubject.Inputs => "输入数据清单",
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };

    public string Numbered(ReadOnlySpan<int> path, string heading) => path.Length switch
    {
        1 => $"{HanNumber(path[0])}、{heading}",
        2 => $"（{HanNumber(path[1])}）{heading}",
        _ => $"（{path[2]}）{heading}",
    };

    public string Appendix(int number, string heading) => $"附录{HanNumber(number)}、{heading}";

    /// <summary>1 to 19: no report has more parts.</summary>
    private static string HanNumber(int number)
    {
        const string Digits = "一二三四五六七八九";
        return number < 10 ? Digits[number - 1].ToString() : number == 10 ? "十" : "十" + Digits[number - 11];
    }

    public string Caption(Figure figure) => figure.Subject switch
    {
        FigureSubject.HomeAbroadAndCloud => $"{PeriodName}{Acting(figure.Selection!)}{Kind(figure.Selection!)}数量境内外分布和云平台占比",
        FigureSubject.Countries => $"{PeriodName}{Acting(figure.Selection!).TrimEnd()}境外{Spaced(Kind(figure.Selection!))}数量按国家或地区分布",
        FigureSubject.ProvincesAndNetworks when figure.Selection!.Kind == ResourceKind.SpoofingRouter =>
            $"{PeriodName}{Kind(figure.Selection)}数量按{Province}和运营商分布",
        FigureSubject.ProvincesAndNetworks => $"{PeriodName}{Acting(figure.Selection!).TrimEnd()}境内{Spaced(Kind(figure.Selection!))}数量按{Province}和运营商分布",
        FigureSubject.Protocols => $"{PeriodName}反射服务器数量按协议分布",
        FigureSubject.EventsPerDay => $"{PeriodName}每日攻击事件数量和攻击流量",
        FigureSubject.Vectors => $"{PeriodName}攻击事件按攻击方式分布",
        FigureSubject.TargetCountries => $"{PeriodName}攻击目标按国家或地区分布",
        FigureSubject.Maps => $"{PeriodName}{Spaced(Kind(figure.Selection!))}数量分布地图",
        _ => throw new ArgumentOutOfRangeException(nameof(figure)),
    };

    public string Caption(Table table) => table.Subject switch
    {
        TableSubject.TopResources => table.Selection!.Kind switch
        {
            ResourceKind.Controller => $"{PeriodName}发起攻击的境内控制端 {TopName}",
            ResourceKind.Bot => $"{PeriodName}参与攻击最多的境内肉鸡地址 {TopName}",
            ResourceKind.Reflector => $"{PeriodName}被利用参与 {Protocol(table.Selection.Protocol!)} 反射攻击最多的境内反射服务器地址 {TopName}",
            _ => $"{PeriodName}参与攻击最多的{Kind(table.Selection)} {TopName}",
        },
        TableSubject.Protocols => $"{PeriodName}其他协议反射服务器数量及归属",
        TableSubject.LargestEvents => $"{PeriodName}峰值流量最大的攻击事件",
        TableSubject.EventCounts => $"{PeriodName}按不同间隔划分的攻击事件数量",
        TableSubject.Trend => "近几期攻击资源数量和数据覆盖情况",
        TableSubject.Turnover => $"{PeriodName}攻击资源的新增、消失和存活",
        TableSubject.YearToDate => $"{Days().First.Year} 年以来持续活跃的攻击资源",
        TableSubject.Life => $"{PeriodName}攻击资源的存续时间",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    public string Title(Panel panel, Figure figure) => panel.Subject switch
    {
        PanelSubject.HomeAbroad => $"{ShortKind(figure)}境内外分布",
        PanelSubject.Cloud => $"{ShortKind(figure)}云平台占比",
        PanelSubject.Countries => $"{ShortKind(figure)}境外分布",
        PanelSubject.Provinces when figure.Selection!.Kind == ResourceKind.SpoofingRouter => $"{ShortKind(figure)}分布",
        PanelSubject.Provinces => $"{ShortKind(figure)}境内分布",
        PanelSubject.Networks when figure.Selection!.Kind == ResourceKind.SpoofingRouter => $"{ShortKind(figure)}运营商分布",
        PanelSubject.Networks => $"{ShortKind(figure)}境内运营商分布",
        PanelSubject.Protocols => "反射服务器协议分布",
        PanelSubject.EventsPerDay => "每日攻击事件数量",
        PanelSubject.OctetsPerDay => "每日攻击流量",
        PanelSubject.Vectors => "攻击事件数量和占比",
        PanelSubject.HomeMap => $"{ShortKind(figure)}数量按{Province}分布",
        PanelSubject.WorldMap => $"境外{ShortKind(figure)}数量按国家或地区分布",
        PanelSubject.TargetCountries => "攻击目标分布",
        _ => throw new ArgumentOutOfRangeException(nameof(panel)),
    };

    public string Heading(Column column, Table table) => column.Subject switch
    {
        ColumnSubject.Rank => "序号",
        ColumnSubject.Address => table.Selection!.Kind == ResourceKind.SpoofingRouter ? Kind(table.Selection) : ShortKind(table.Selection) + "地址",
        ColumnSubject.Province => "归属" + Province,
        ColumnSubject.Network => table.Id is "table-1" or "table-3" ? "归属运营商或云服务商" : "归属运营商",
        ColumnSubject.Events => table.Subject == TableSubject.EventCounts ? "攻击事件数量" : "参与事件数",
        ColumnSubject.Packets => "估算包数",
        ColumnSubject.Octets => "估算流量",
        ColumnSubject.Confidence => "置信度",
        ColumnSubject.Protocol => "协议",
        ColumnSubject.Reflectors => "反射服务器数量",
        ColumnSubject.HomeShare => "境内占比",
        ColumnSubject.CloudShare => "云平台占比",
        ColumnSubject.TopCountries => "境外主要国家和地区",
        ColumnSubject.TopProvinces => "境内主要" + Province,
        ColumnSubject.TopNetwork => "境内主要归属",
        ColumnSubject.EventNumber => "编号",
        ColumnSubject.EventId => "事件标识",
        ColumnSubject.Target => "攻击目标",
        ColumnSubject.TargetPlace => "目标归属",
        ColumnSubject.Start => "开始时间",
        ColumnSubject.Duration => "持续时间",
        ColumnSubject.Vectors => "攻击方式",
        ColumnSubject.PeakBits => "峰值带宽",
        ColumnSubject.PeakPackets => "峰值包速率",
        ColumnSubject.GapHours => "间隔（小时）",
        ColumnSubject.Resource => "攻击资源",
        ColumnSubject.Count => "本期数量",
        ColumnSubject.CountBefore => "上期数量",
        ColumnSubject.New => "新增",
        ColumnSubject.NewShare => "新增率",
        ColumnSubject.Vanished => "消失",
        ColumnSubject.VanishedShare => "消失率",
        ColumnSubject.SurvivingShare => "存活率",
        ColumnSubject.Persistent => "持续活跃",
        ColumnSubject.YearSeen => "年度累计",
        ColumnSubject.YearPersistent => "持续活跃",
        ColumnSubject.YearPersistentShare => "占本期",
        ColumnSubject.MedianLife => "中位时间",
        ColumnSubject.LifeUnderDay => "不足 1 天",
        ColumnSubject.LifeUnderWeek => "1 至 7 天",
        ColumnSubject.LifeUnderMonth => "7 至 30 天",
        ColumnSubject.LifeUnderQuarter => "30 至 90 天",
        ColumnSubject.LifeLonger => "90 天以上",
        ColumnSubject.Period => "报告期",
        ColumnSubject.ResourceCount => column.Selection is { } selection ? TableKind(selection) : CountColumn,
        ColumnSubject.DaysCovered => "覆盖天数",
        ColumnSubject.Exporters => "上报设备",
        ColumnSubject.CommonExporters => "与本期相同的设备",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>The words that captions put before controllers and bots.</summary>
    private static string Acting(ResourceSelection selection) => selection.Kind switch
    {
        ResourceKind.Controller => "发起 DDoS 攻击的",
        ResourceKind.Bot => "参与 DDoS 攻击的",
        ResourceKind.Reflector => " ",
        _ => "",
    };

    /// <summary>境外 NTP, but 境外控制端.</summary>
    private static string Spaced(string name) => char.IsAscii(name[0]) ? " " + name : name;

    internal static string Kind(ResourceSelection selection) => selection.Kind switch
    {
        ResourceKind.Controller => "控制端",
        ResourceKind.Bot => "肉鸡",
        ResourceKind.Reflector => selection.Protocol is null ? "反射服务器" : $"{Protocol(selection.Protocol)} 反射服务器",
        _ => selection.Scope == SpoofScope.CrossDomain ? "跨域伪造流量来源路由器" : "本地伪造流量来源路由器",
    };

    /// <summary>As narrow as a column.</summary>
    private static string TableKind(ResourceSelection selection) => selection.Kind switch
    {
        ResourceKind.Reflector when selection.Protocol is not null => $"{Protocol(selection.Protocol)} 反射",
        ResourceKind.SpoofingRouter => selection.Scope == SpoofScope.CrossDomain ? "跨域路由器" : "本地路由器",
        _ => Kind(selection),
    };

    private static string ShortKind(ResourceSelection selection) => selection.Kind == ResourceKind.Reflector ? "反射服务器" : Kind(selection);

    private static string ShortKind(Figure figure) => ShortKind(figure.Selection!);
}
