using System.Collections.Frozen;
using System.Globalization;

namespace Suyuan.Model;

/// <summary>GB/T 2260 code, short, full and English name of the 31 provinces of the mainland.</summary>
internal static class ProvinceNames
{
    private const string Table = """
        110000|北京|北京市|Beijing
        120000|天津|天津市|Tianjin
        130000|河北|河北省|Hebei
        140000|山西|山西省|Shanxi
        150000|内蒙古|内蒙古自治区|Inner Mongolia
        210000|辽宁|辽宁省|Liaoning
        220000|吉林|吉林省|Jilin
        230000|黑龙江|黑龙江省|Heilongjiang
        310000|上海|上海市|Shanghai
        320000|江苏|江苏省|Jiangsu
        330000|浙江|浙江省|Zhejiang
        340000|安徽|安徽省|Anhui
        350000|福建|福建省|Fujian
        360000|江西|江西省|Jiangxi
        370000|山东|山东省|Shandong
        410000|河南|河南省|Henan
        420000|湖北|湖北省|Hubei
        430000|湖南|湖南省|Hunan
        440000|广东|广东省|Guangdong
        450000|广西|广西壮族自治区|Guangxi
        460000|海南|海南省|Hainan
        500000|重庆|重庆市|Chongqing
        510000|四川|四川省|Sichuan
        520000|贵州|贵州省|Guizhou
        530000|云南|云南省|Yunnan
        540000|西藏|西藏自治区|Xizang
        610000|陕西|陕西省|Shaanxi
        620000|甘肃|甘肃省|Gansu
        630000|青海|青海省|Qinghai
        640000|宁夏|宁夏回族自治区|Ningxia
        650000|新疆|新疆维吾尔自治区|Xinjiang
        """;

    private static readonly Entry[] Rows =
        [.. Table.Split('\n').Select(line => line.Split('|')).Select(f => new Entry(int.Parse(f[0], CultureInfo.InvariantCulture), f[1], f[2], f[3]))];

    private static readonly FrozenDictionary<string, Entry> ByShort = Rows.ToFrozenDictionary(row => row.Short);

    /// <summary>English spellings of address databases beside our own; compared in lower case without spaces.</summary>
    private static readonly FrozenDictionary<string, string> ByEnglish = Rows
        .Select(row => KeyValuePair.Create(EnglishKey(row.En), row.Short))
        .Append(KeyValuePair.Create("tibet", "西藏"))
        .Append(KeyValuePair.Create("neimongol", "内蒙古"))
        .Append(KeyValuePair.Create("neimenggu", "内蒙古"))
        .ToFrozenDictionary();

    /// <summary>What English sources append to the name proper.</summary>
    private static readonly string[] EnglishTails =
        ["shi", "sheng", "province", "municipality", "city", "autonomousregion", "zizhiqu", "zhuang", "zhuangzu", "hui", "huizu", "uygur", "uyghur"];

    public static IReadOnlyList<string> Shorts { get; } = [.. Rows.Select(row => row.Short)];

    public static Entry? Find(string shortZh) => ByShort.GetValueOrDefault(shortZh);

    public static string? Recognise(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        foreach (Entry row in Rows)
        {
            if (text.StartsWith(row.Short, StringComparison.Ordinal))
            {
                return row.Short;
            }
        }
        string key = EnglishKey(text);
        while (true)
        {
            if (ByEnglish.TryGetValue(key, out string? found))
            {
                return found;
            }
            string? tail = Array.Find(EnglishTails, t => key.Length > t.Length && key.EndsWith(t, StringComparison.Ordinal));
            if (tail is null)
            {
                return null;
            }
            key = key[..^tail.Length];
        }
    }

    private static string EnglishKey(string text) =>
        string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant();

    internal sealed record Entry(int Code, string Short, string Full, string En);
}
