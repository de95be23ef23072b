using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Definitions, the basis of the numbers and the method.</summary>
internal sealed partial class ChineseTexts
{
    public IReadOnlyList<string> DefinitionIntroduction =>
    [
        $"本报告为{PeriodName}的 DDoS 攻击资源分析报告，依据报告期内接收的网络流量数据及相关日志，回答一个问题：DDoS 攻击是从哪些网络资源上发起的。本报告所称攻击资源包括：",
    ];

    public IReadOnlyList<string> Definitions =>
    [
        "控制端资源：向僵尸网络节点下达攻击指令的服务器。报告期内下达过攻击指令或与攻击事件存在关联的，计为活跃控制端。",
        "肉鸡资源：受控制端支配、以真实地址向攻击目标发送攻击流量的主机。混合攻击中，只统计其中真实地址的来源，伪造的来源地址和反射服务器不计为肉鸡。",
        "反射服务器资源：对外提供无需认证、应答远大于请求的网络服务（如 DNS、NTP），被攻击者以伪造的受害者地址发出的请求所利用，将放大后的应答发往攻击目标的服务器和设备。按协议分别计数。",
        "跨域伪造流量来源路由器：转发了大量来源地址任意伪造、不属于其所在区域的攻击流量的路由器。这说明该路由器或其下路由器的源地址验证配置可能存在缺陷，且其下网络中有发起攻击的设备。",
        "本地伪造流量来源路由器：转发了大量来源地址伪造为本区域地址的攻击流量的路由器。这说明其下网络中有发起攻击的设备。",
    ];

    public IReadOnlyList<string> EventDefinition =>
    [
        "一次攻击事件，是指针对同一攻击目标的一组攻击波次，不论使用何种资源和攻击方式。相邻波次的间隔不足 24 小时、且整组在 24 小时之内结束的，计为同一事件；间隔达到 24 小时的，计为两个事件。事件及其攻击资源计入事件开始时所在的报告期。",
        $"攻击资源和攻击目标均指 IP 地址，而不是设备；其地理位置、运营商和云服务商由 IP 地址定位得到，定位不到的列为未知。{(_china ? "境内指中国大陆 31 个省、自治区、直辖市；中国香港、中国澳门、中国台湾的地址按境外统计。" : $"境内指{PlaceNames.CountryZh(report.Home.Country)}。")}运营商占比和地址排名只统计境内，云平台占比统计境内外全部。云平台指云主机和托管主机，不含内容分发网络。",
    ];

    public IReadOnlyList<KeyValuePair<string, string>> Basis(Report report, ReportEdition edition)
    {
        Coverage coverage = report.Coverage.Value;
        EventTotals events = report.Events.Totals.Value;
        List<KeyValuePair<string, string>> rows =
        [
            new("报告期", PeriodRange),
            new("攻击事件", $"发现 {events.Events} 起，全部纳入分析" + (events.Ordered + events.Sensed > 0 ? $"；另有仅见于指令日志的 {events.Ordered} 起、仅见于探测器的 {events.Sensed} 起，单独列出" : "")),
            new("覆盖天数", $"{coverage.DaysInPeriod} 天中有流量数据的 {coverage.Days} 天（{Percent(coverage.Days, coverage.DaysInPeriod)}）"),
            new("流量上报设备", $"{coverage.Exporters.Count} 台"),
            new("采样率", SamplingText(coverage)),
            new("流记录", $"读取 {Exact(coverage.RecordsRead)}，采用 {Exact(coverage.RecordsUsed)}，采用率 {Percent(coverage.RecordsUsed, coverage.RecordsRead)}"),
        ];
        if (coverage.RefusedByReason.Count > 0)
        {
            rows.Add(new("未采用的记录", string.Join('；', coverage.RefusedByReason.Select(reason => $"{RefusalNames.Of(reason.Key, Language)} {reason.Value} 条"))));
        }
        if (events.Range is TrafficRange range && range.PacketsLow < range.PacketsHigh)
        {
            rows.Add(new("采样误差", string.Create(CultureInfo.InvariantCulture, $"以 95% 的置信度，攻击事件共有 {MeasuredText.Range(Rounded(range.PacketsLow), Rounded(range.PacketsHigh), "至 ")}个包，流量 {MeasuredText.Range(CellText.Scaled(range.OctetsLow, "B"), CellText.Scaled(range.OctetsHigh, "B"), " 至 ")}")));
        }
        rows.Add(new("未判定占比", coverage.UndeterminedShare is double share
            ? $"{(share * 100).ToString("0.0", CultureInfo.InvariantCulture)}% 的洪水攻击流量（按采样到的包数计）未能判定来源真伪"
            : "报告期内没有洪水攻击流量"));
        rows.Add(new("地址数据", AddressDates(report)));
        return rows;
    }

    /// <summary>Every digit, and in words what it comes to.</summary>
    private static string Exact(long records) => records < 100_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{records} 条") : string.Create(CultureInfo.InvariantCulture, $"{records} 条（约 {Rounded(records)}条）");

    public string IncompleteNote(Report report)
    {
        Coverage coverage = report.Coverage.Value;
        return $"{Words.Incomplete}：报告期 {coverage.DaysInPeriod} 天中只有 {coverage.Days} 天（{Percent(coverage.Days, coverage.DaysInPeriod)}）有流量数据，低于"
            + $" {Percent((long)(report.Options.CompleteCoverage * 1000), 1000)} 的完整标准，各项数量偏低，不宜与其他报告期比较。";
    }

    private static string SamplingText(Coverage coverage)
    {
        string[] rates = [.. coverage.Exporters.Select(exporter => exporter.Sampling).Distinct().Order()
            .Select(rate => rate switch { 0 => "未知", 1 => "不采样", _ => string.Create(CultureInfo.InvariantCulture, $"1:{rate}") })];
        return rates.Length == 0 ? "没有流量数据" : string.Join('、', rates) + "；数量按采样率折算为估算值";
    }

    private static string AddressDates(Report report)
    {
        string[] dates = [.. report.Sources.Where(source => source is { Present: true, Date: not null })
            .Select(source => $"{SourceUses.NameIn(source, ReportLanguage.Chinese)}（{source.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}）")];
        return dates.Length == 0 ? "没有地址数据，归属均为未知" : string.Join('、', dates);
    }

    public string Explanation(ResourceSection section) => section.Selection.Protocol switch
    {
        "memcached" => "Memcached 是一种分布式内存缓存服务，早期版本默认在 UDP 11211 端口应答且不作认证。攻击者先写入或选取较大的缓存项，再以受害者地址为源地址发送读取指令，一个很小的请求即可引出大量应答数据，放大倍数居各类反射之首。",
        "ntp" => "NTP 是互联网上的时间同步协议，使用 UDP 123 端口。旧版服务软件的 monlist 指令会返回最近访问过它的至多 600 个地址，攻击者以受害者地址为源地址发送该指令，服务器便把远大于请求的应答发往受害者。",
        "ssdp" => "SSDP 是通用即插即用（UPnP）的设备发现协议，使用 UDP 1900 端口，多见于家用路由器、摄像头等设备。暴露在公网上的设备收到伪造源地址的查询后，会对每项服务各返回一个应答，从而成为反射源。",
        _ => "",
    };

    public IReadOnlyList<KeyValuePair<string, string>> Method =>
    [
        new("流量与采样", "输入为 NetFlow、IPFIX、sFlow、nfcapd 文件和抓包。经采样的计数按采样率折算为估算值；同一数据包被多台设备上报时只计一次。"),
        new("攻击事件", "逐分钟统计各目标按攻击方式的流量，超过阈值的分钟构成攻击波次（间隔不超过 300 秒），波次再按 24 小时规则合并为事件。扫描和受害者自身的应答不作为攻击。"),
        new("反射服务器", $"从服务端口向攻击目标返回符合该协议放大特征应答的来源，置信度不低于 {Threshold(HeadlineRules.ReflectorConfidence)} 且至少观测到 {HeadlineRules.ReflectorSampledPackets} 个包或参与 {HeadlineRules.ReflectorEvents} 起事件的计入统计。"),
        new("伪造流量来源路由器", $"对每台边缘设备的每个接口，检验其送来的攻击流量的来源地址是真实、任意伪造还是伪造为本区域地址；证据不足的为未判定。一起事件中采样到 {HeadlineRules.RouterSampledPackets} 个以上伪造包（或两起事件各 {HeadlineRules.RouterSampledPacketsOfTwo} 个以上），且报告期内估算伪造包数达到 {HeadlineRules.RouterPackets / 10_000} 万的路由器计入统计。"),
        new("肉鸡", $"来自被判定为真实地址的攻击流量，置信度不低于 {Threshold(HeadlineRules.BotConfidence)} 的来源地址计入统计。IPv6 肉鸡按 /64 计数。"),
        new("控制端", $"依据僵尸网络指令日志、探测器和情报等证据，置信度不低于 {Threshold(HeadlineRules.ControllerConfidence)} 的计入统计。"),
        new("占比与排名", "占比保留一位小数，四舍五入，合计可能不等于 100.0%。饼图至多列出九个类别，其余计入其他，未知单列；数量相同时按行政区划代码或国家代码排序。排名并列的全部列出。地址排名依次按参与事件数、估算包数、地址排序。"),
        new("局限", $"流量数据只反映所接入设备的视角，采样会漏掉流量很小的资源；免费地址数据的{Province}归属有误差；列入名单是处置线索，不是结论。"),
    ];

    public IReadOnlyList<KeyValuePair<string, string>> Statistics =>
    [
        new("资源数量", "统计对象为达到计入标准、且参与了报告期内开始的攻击事件的地址。同一地址在每类资源中只计一次，反射服务器按协议各计一次，路由器按伪造类型各计一次。单位为个（地址）。偏差：地址易主会重复计数，同一地址后的多台设备只计一次；采样会漏掉流量很小的资源，数量为下限。"),
        new("境内外分布", "统计对象同上，按本报告所用地址数据定位。单位为个及占全部资源（含未知）的比例。偏差：地址数据的误差和日期。"),
        new("国家或地区", "统计对象为境外资源。单位为个及占境外资源的比例；国家未知的资源既不计入境内也不计入境外。"),
        new($"{Province}和运营商", $"统计对象为境内资源。单位为个及占境内资源（含未知）的比例。云平台的地址计入云平台，不计入其所在的运营商。偏差：免费地址数据的{Province}误差大于国家误差。"),
        new("攻击资源地图", $"境内地图的统计对象同“{Province}和运营商”，境外地图同“国家或地区”，按数量分级着色，不按人口或地址数折算。{(_china ? "中国香港、中国澳门、中国台湾按境外统计，在境外地图上以圆点表示。" : "")}归属未知的列于图下。"),
        new("云平台占比", "统计对象为该类全部资源，含境内和境外。单位为落在云平台公布或登记地址段内的地址比例。偏差：未公布地址段的云平台无法识别，占比为下限。"),
        new("地址排名", "统计对象为境内资源。依次按参与事件数、估算包数和地址排序。单位为起（事件），同一事件无论有多少次攻击波次，对一个地址只计一次。"),
        new("新增、消失和存活", "统计对象为本期和上一期（长度相同、紧接在前）各自达到计入标准的地址。新增为本期有而上期没有的，占本期；消失和存活为上期有而本期没有或仍有的，占上期；持续活跃为各期都有的。单位为个及占比。偏差：视野（设备、采样率、覆盖天数）的变化与真实变化无法区分，故一并列出；消失不等于已处置。上一期没有流量数据的不作比较。"),
        new("年度累计和持续活跃", "只用于月报。年度累计为当年 1 月至本月任一月份达到计入标准的地址；持续活跃为本月和当年至少另一个月都达到的。单位为个及占本月的比例。偏差：同上。"),
        new("资源存续时间", "统计对象为本期达到计入标准的地址。从其在所存全部事件中首次参与，到本期内最后一次参与。单位为天，取中位数和分档占比。偏差：早于数据起点和本期之后的活动不可见，地址易主会误作延续。"),
        new("攻击事件", "统计对象为报告期内开始、见于流量数据的事件；仅见于攻击指令或探测器的事件单独列出。同一目标按 24 小时规则合并的攻击波次为一起。单位为起。偏差：低于阈值或不在设备视野内的攻击会漏掉；事件划分间隔的影响见相应表格。"),
        new("攻击方式", "统计对象为上述事件，一起事件所含的每种攻击方式各计一次。单位为起及占全部事件的比例，合计可超过 100%。"),
        new("攻击目标", "统计对象为上述事件的目标。一个地址，或作为整体受到攻击的一个地址段，只计一次。单位为个。"),
        new("流量、峰值和时长", "统计对象为上述事件的攻击流量。采样所得的包数和字节数按采样率放大；峰值为数据允许的窗口内的最大均值；事件时长为首个波次开始至最后一个波次结束。单位为包、字节、bit/s、pps 和秒。偏差：不说明采样率的设备会使数值偏低。"),
    ];

    public string AddressDataIntroduction => "归属地由下列地址数据定位。数据的日期与报告期不同时，归属可能已有变化。";

    public string InputIntroduction => "下列输入数据与报告期有交集。散列值为 SHA-256。";

    public string Lineage(Lineage lineage) =>
        string.Create(CultureInfo.InvariantCulture, $"查询 {lineage.Query}，依据 {lineage.Rows} 行{(lineage.AddressData.Length > 0 ? $"，地址数据 {lineage.AddressData}" : "")}");
}
