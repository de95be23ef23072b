using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>Reads the operator texts of ip2region and ipv6wry in the project's vocabulary.</summary>
internal static class NetworkTexts
{
    private static readonly (string Part, string Name)[] Clouds =
    [
        ("阿里", "阿里云"), ("腾讯", "腾讯云"), ("华为", "华为云"), ("百度", "百度云"), ("微软", "Azure"), ("亚马逊", "AWS"), ("谷歌", "Google"),
    ];

    private static readonly (string Part, string Name, NetworkKind Kind)[] Operators =
    [
        ("教育网", "教育网", NetworkKind.Education), ("CERNET", "教育网", NetworkKind.Education), ("大学", "教育网", NetworkKind.Education),
        ("科技网", "科技网", NetworkKind.Research),
        // Before 电信: the name 电信通 belongs to 鹏博士.
        ("鹏博士", "鹏博士", NetworkKind.Carrier), ("电信通", "鹏博士", NetworkKind.Carrier), ("长城宽带", "鹏博士", NetworkKind.Carrier),
        ("电信", "电信", NetworkKind.Carrier), ("联通", "联通", NetworkKind.Carrier), ("网通", "联通", NetworkKind.Carrier),
        ("移动", "移动", NetworkKind.Carrier), ("移通", "移动", NetworkKind.Carrier), ("铁通", "移动", NetworkKind.Carrier),
        ("广电", "广电", NetworkKind.Carrier), ("歌华", "广电", NetworkKind.Carrier), ("天威", "广电", NetworkKind.Carrier),
        ("华数", "广电", NetworkKind.Carrier), ("有线", "广电", NetworkKind.Carrier),
    ];

    /// <summary>铁通 is 移动's since 2008; reports count three carriers.</summary>
    public static string ThreeCarriers(string name) => name == "铁通" ? "移动" : name;

    public static string? Cloud(string? text) =>
        text is null ? null : Array.Find(Clouds, c => text.Contains(c.Part, StringComparison.Ordinal)).Name;

    public static (string? Name, NetworkKind Kind) Operator(string? text)
    {
        (string Part, string Name, NetworkKind Kind) found =
            text is null ? default : Array.Find(Operators, o => text.Contains(o.Part, StringComparison.Ordinal));
        return (found.Name, found.Kind);
    }
}
