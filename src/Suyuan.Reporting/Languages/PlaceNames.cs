namespace Suyuan.Reporting;

internal static class PlaceNames
{
    private static readonly string[] Provinces = ["北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"];
    private static readonly string[] ProvincesEn = ["Beijing", "Tianjin", "Hebei", "Shanxi", "Inner Mongolia", "Liaoning", "Jilin", "Heilongjiang", "Shanghai", "Jiangsu", "Zhejiang", "Anhui", "Fujian", "Jiangxi", "Shandong", "Henan", "Hubei", "Hunan", "Guangdong", "Guangxi", "Hainan", "Chongqing", "Sichuan", "Guizhou", "Yunnan", "Tibet", "Shaanxi", "Gansu", "Qinghai", "Ningxia", "Xinjiang"];
    private static readonly Dictionary<string, (string Zh, string En)> Countries = new()
    {
        ["CN"] = ("中国", "China"),
        ["US"] = ("美国", "United States"),
        ["DE"] = ("德国", "Germany"),
        ["NL"] = ("荷兰", "Netherlands"),
        ["RU"] = ("俄罗斯", "Russia"),
        ["HK"] = ("中国香港", "Hong Kong, China"),
        ["TW"] = ("中国台湾", "Taiwan, China"),
        ["MO"] = ("中国澳门", "Macao, China"),
        ["CA"] = ("加拿大", "Canada"),
        ["SG"] = ("新加坡", "Singapore"),
        ["GB"] = ("英国", "United Kingdom"),
        ["FR"] = ("法国", "France"),
        ["ES"] = ("西班牙", "Spain"),
        ["JP"] = ("日本", "Japan"),
        ["BR"] = ("巴西", "Brazil"),
        ["KR"] = ("韩国", "South Korea"),
        ["VN"] = ("越南", "Vietnam"),
        ["IN"] = ("印度", "India"),
        ["AZ"] = ("阿塞拜疆", "Azerbaijan"),
        ["ZA"] = ("南非", "South Africa"),
        ["MX"] = ("墨西哥", "Mexico"),
        ["UA"] = ("乌克兰", "Ukraine"),
        ["VE"] = ("委内瑞拉", "Venezuela"),
        ["IT"] = ("意大利", "Italy"),
        ["PL"] = ("波兰", "Poland"),
    };
    public static string CountryZh(string code) => Countries.TryGetValue(code, out var n) ? n.Zh : code;
    public static string CountryEn(string code) => Countries.TryGetValue(code, out var n) ? n.En : code;
    public static string ProvinceFull(string p) => p switch { "北京" or "上海" or "天津" or "重庆" => p + "市", "内蒙古" or "西藏" => p + "自治区", "广西" => "广西壮族自治区", "宁夏" => "宁夏回族自治区", "新疆" => "新疆维吾尔自治区", _ => Array.IndexOf(Provinces, p) < 0 ? p : p + "省" };
    public static string ProvinceEn(string p) => Array.IndexOf(Provinces, p) is int i && i >= 0 ? ProvincesEn[i] : p;
    public static int ProvinceOrder(string p) => Array.IndexOf(Provinces, p) is int i && i >= 0 ? i : 99;
    public static string NetworkEn(string n) => n switch { "电信" => "China Telecom", "联通" => "China Unicom", "移动" => "China Mobile", "阿里云" => "Alibaba Cloud", "腾讯云" => "Tencent Cloud", "京东云" => "JD Cloud", "BGP多线" => "BGP multi-line", _ => n };
}
