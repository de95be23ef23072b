namespace Suyuan.Reporting;

/// <summary>Words that only workbooks need.</summary>
internal sealed record SheetWords(
    string Summary, string Definitions, string Sheet, string Contents, string AllCategories, string Item, string Value, string Zone, string Cut,
    IReadOnlyDictionary<ListSubject, string> Lists, IReadOnlyDictionary<ListColumn, string> Columns)
{
    private const string Table = """
        EventId|事件编号|Event id
        Target|攻击目标|Target
        Start|开始时间|Start
        End|结束时间|End
        Vectors|攻击方式|Vectors
        Bursts|攻击段数|Bursts
        Packets|包数（估计）|Packets (estimated)
        Octets|字节数（估计）|Bytes (estimated)
        PeakPackets|峰值包速率（pps）|Peak packets/s
        PeakBits|峰值带宽（bit/s）|Peak bit/s
        Controllers|控制端|Controllers
        Bots|肉鸡|Bots
        Reflectors|反射服务器|Reflectors
        Routers|路由器|Routers
        SampledPackets|观测包数|Sampled packets
        Kind|资源类型|Kind
        Protocol|协议|Protocol
        Scope|伪造范围|Scope
        Address|地址|Address
        Country|国家或地区|Country
        Province|省份|Province
        Operator|运营商|Operator
        Cloud|云服务商|Cloud
        Asn|自治系统|AS number
        FirstSeen|首次出现|First seen
        LastSeen|最后出现|Last seen
        Events|事件数|Events
        Confidence|置信度|Confidence
        Exporter|流量上报设备|Exporter
        Interface|接口|Interface
        """;

    public static SheetWords Chinese { get; } = new(
        "概要", "定义", "工作表", "工作表目录", "全部类别", "项目", "内容", "时间均为", "仅列出前 {0} 行，完整清单可用命令行导出。",
        Names("攻击事件清单", "攻击资源清单", "参与记录清单"), Heads(1));

    public static SheetWords English { get; } = new(
        "Summary", "Definitions", "Sheet", "Sheets", "all categories", "Item", "Value", "Times are of", "Only the first {0} rows; the command line exports the whole list.",
        Names("Events", "Resources", "Participations"), Heads(2));

    public static SheetWords In(ReportLanguage language) => language == ReportLanguage.Chinese ? Chinese : English;

    private static Dictionary<ListSubject, string> Names(string events, string resources, string participations) => new()
    {
        [ListSubject.Events] = events,
        [ListSubject.Resources] = resources,
        [ListSubject.Participations] = participations,
    };

    private static Dictionary<ListColumn, string> Heads(int field) =>
        Table.Split('\n').Select(line => line.Split('|')).ToDictionary(fields => Enum.Parse<ListColumn>(fields[0]), fields => fields[field]);
}
