using System.Collections.Frozen;

namespace Suyuan.Model;

/// <summary>English names of operators and clouds; names that are written in Latin letters are their own.</summary>
internal static class NetworkNames
{
    private const string Table = """
        电信|China Telecom
        联通|China Unicom
        移动|China Mobile
        铁通|China TieTong
        广电|China Broadnet
        教育网|CERNET
        科技网|CSTNET
        鹏博士|Dr.Peng
        BGP多线|BGP multihomed
        政务网|China eGovNet
        企业|Enterprise
        中企通信|China Enterprise ICT
        中信网络|CITIC Networks
        中电飞华|FibrLINK
        大庆油田通信|Daqing Petroleum Telecom
        天维信通|Tian Wei Xin Tong
        神州长城|Shenzhou Great Wall
        第一线|DYXNet
        金桥网|Golden Bridge Netcom
        263网络|263 Network
        上海科技网|Shanghai Science & Technology Network
        奇虎360|Qihoo 360
        小米|Xiaomi
        爱奇艺|iQIYI
        网宿|Wangsu
        蓝汛|ChinaCache
        阿里云|Alibaba Cloud
        腾讯云|Tencent Cloud
        华为云|Huawei Cloud
        百度云|Baidu AI Cloud
        京东云|JD Cloud
        金山云|Kingsoft Cloud
        青云|QingCloud
        天翼云|CTYun
        移动云|China Mobile Cloud
        联通云|China Unicom Cloud
        火山引擎|Volcano Engine
        七牛云|Qiniu
        网易|NetEase
        首都在线|Capital Online
        艾普云|AIPO Cloud
        万国数据|GDS
        世纪互联|21Vianet
        互联港湾|Internet Harbor
        光环新网|Sinnet
        数据港|Shanghai Data Solution
        景安|Fastidc
        有孚网络|Yovole
        西部数码|West263
        AWS|Amazon Web Services
        Azure|Microsoft Azure
        Google|Google Cloud
        Oracle|Oracle Cloud
        OVH|OVHcloud
        """;

    private static readonly FrozenDictionary<string, string> ByName =
        Table.Split('\n').Select(line => line.Split('|')).ToFrozenDictionary(f => f[0], f => f[1]);

    private static readonly FrozenDictionary<string, string> ByEnglish =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those whose English name is another.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    public static string? FindEnglish(string en) => ByEnglish.GetValueOrDefault(en);

    public static string? Find(string zh) => ByName.GetValueOrDefault(zh);
}
