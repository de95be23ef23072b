using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Chinese: words, names and numbers. Figures stand apart from Han characters by a space, no thousands separators, full-width punctuation.</summary>
internal sealed partial class ChineseTexts(Report report) : IReportTexts
{
    private const string TopName = "TOP20";

    private readonly bool _china = report.Home.Country == HomeRegion.China.Country;

    public ReportLanguage Language => ReportLanguage.Chinese;

    public string Tag => "zh-CN";

    public FrameWords Words { get; } = new()
    {
        Contents = "目 录",
        Simulated = "模拟数据",
        SimulatedNote = "本报告含有模拟生成的输入数据，所列地址、数量和占比不反映真实网络情况，仅用于演示和测试。",
        Incomplete = "不完整",
        PublicEdition = "公开版",
        InternalEdition = "内部版",
        InternalHandling = "含完整地址，限定范围分发",
        Publisher = "发布单位",
        IssuedOn = "发布日期",
        Period = "报告期",
        DataTable = "图中数据",
        Source = "数据来源",
        GeneratedBy = "由溯源（Suyuan）生成",
        Basis = "数据口径",
        BasisCheck = "项目",
        NoInputs = "没有输入文件登记在册。",
        NotAvailable = "未取得",
        Licence = "许可",
        AddressSource = "数据",
        Use = "用途",
        DataDate = "数据日期",
        File = "文件",
        Format = "格式",
        Size = "字节数",
        Records = "记录数",
        Span = "起止时间",
        Exporter = "流量上报设备",
        Minutes = "有效分钟数",
        Sampling = "采样率",
    };

    public string Colon => "：";

    public string Sentence(string text) => MeasuredText.Unbroken(AfterPunctuation().Replace(LatinThenHan().Replace(HanThenLatin().Replace(text, "$1 $2"), "$1 $2"), "$1$2"));

    public string CategoryColumn => "类别";
    public string CountColumn => "数量";
    public string ShareColumn => "占比";
    public string PanelColumn => "分图";
    public string EventsUnit => "起";

    private string Country => _china ? "我国" : PlaceNames.CountryZh(report.Home.Country);

    private string Province => _china ? "省份" : "一级行政区";

    public string ReportTitle => $"{Country} DDoS 攻击资源分析报告";

    public string PeriodName
    {
        get
        {
            (DateOnly first, DateOnly last) = Days();
            return report.Period.Unit switch
            {
                PeriodUnit.Year => $"{first.Year} 年",
                PeriodUnit.Quarter => $"{first.Year} 年第 {((first.Month - 1) / 3) + 1} 季度",
                PeriodUnit.Month => $"{first.Year} 年 {first.Month} 月",
                PeriodUnit.Day => Date(first),
                _ => $"{Date(first)}至{(first.Year == last.Year ? $" {last.Month} 月 {last.Day} 日" : " " + Date(last))}",
            };
        }
    }

    public string Subtitle => $"（{PeriodName}）";

    /// <summary>本季度 and its like, as sentences name the period after its first mention.</summary>
    private string ThisPeriod => report.Period.Unit switch
    {
        PeriodUnit.Year => "本年",
        PeriodUnit.Quarter => "本季度",
        PeriodUnit.Month => "本月",
        _ => "本报告期",
    };

    public string PeriodRange
    {
        get
        {
            (DateOnly first, DateOnly last) = Days();
            string zone = report.Home.Zone.Id == "Asia/Shanghai" ? "北京时间" : report.Home.Zone.Id;
            return first == last ? $"{Date(first)}（{zone}）" : $"{Date(first)}至 {Date(last)}（{zone}）";
        }
    }

    public string Date(DateOnly day) => $"{day.Year} 年 {day.Month} 月 {day.Day} 日";

    public string FigureLabel(int number) => $"图 {number}";

    public string TableLabel(int number) => $"表 {number}";

    public string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public string Percent(long count, long total) => Share.Text(count, total) + "%";

    public string Duration(long seconds) => seconds switch
    {
        < 60 => $"{seconds} 秒",
        < 3600 => seconds % 60 == 0 ? $"{seconds / 60} 分钟" : $"{seconds / 60} 分 {seconds % 60} 秒",
        >= 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400.0:0.0} 天"),
        _ => seconds / 60 % 60 == 0 ? $"{seconds / 3600} 小时" : $"{seconds / 3600} 小时 {seconds / 60 % 60} 分",
    };

    public string Time(long unixMilliseconds) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), report.Home.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Join(IReadOnlyList<string> names) => string.Join('、', names);

    public string Name(Category category) => category.Kind switch
    {
        CategoryKind.Home => "境内",
        CategoryKind.Abroad => "境外",
        CategoryKind.Cloud => "云",
        CategoryKind.Country => PlaceNames.CountryZh(category.Key),
        CategoryKind.Protocol => Protocol(category.Key),
        CategoryKind.Vector => VectorName(category.Key),
        CategoryKind.Day => DayLabel(category.Key),
        CategoryKind.Resource => TableKind(ChangeTables.Selection(category.Key)),
        CategoryKind.Other => "其他",
        CategoryKind.Unknown => "未知",
        _ => category.Key,
    };

    /// <summary>As sentences name it: 江苏省.</summary>
    private static string FullName(Category category) =>
        category.Kind == CategoryKind.Province ? PlaceNames.ProvinceFull(category.Key) : category.Kind == CategoryKind.Country
            ? PlaceNames.CountryZh(category.Key) : category.Key;

    internal static string Protocol(string token) => VectorCatalog.ReflectionOf(token)?.Service?.NameZh ?? (token == "tcp" ? "TCP" : token);

    internal static string VectorName(string token) => token switch
    {
        "syn-flood" => "SYN 洪水",
        "ack-flood" => "ACK 洪水",
        "rst-flood" => "RST 洪水",
        "udp-flood" => "UDP 洪水",
        "icmp-flood" => "ICMP 洪水",
        "gre-flood" => "GRE 洪水",
        "fragment-flood" => "分片洪水",
        "http-flood" => "HTTP 洪水",
        "other-flood" => "其他洪水",
        _ when token.EndsWith("-reflection", StringComparison.Ordinal) => Protocol(token[..^"-reflection".Length]) + " 反射",
        _ => token,
    };

    private static string DayLabel(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) is DateOnly date
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Month}/{date.Day}") : day;

    private (DateOnly First, DateOnly Last) Days() => ReportDays.Of(report);

    [GeneratedRegex(@"(\p{IsCJKUnifiedIdeographs})([A-Za-z0-9<>])")]
    private static partial Regex HanThenLatin();

    [GeneratedRegex(@"([A-Za-z0-9])(\p{IsCJKUnifiedIdeographs})")]
    private static partial Regex LatinThenHan();

    /// <summary>Full-width punctuation brings its own space.</summary>
    [GeneratedRegex(@" *([，。、；：（）]) *()")]
    private static partial Regex AfterPunctuation();

    /// <summary>81.2 万亿: the digits that a reader takes in.</summary>
    private static string Rounded(long value) => value switch
    {
        >= 1_000_000_000_000 => Scaled(value, 1_000_000_000_000, "万亿"),
        >= 100_000_000 => Scaled(value, 100_000_000, "亿"),
        >= 10_000 => Scaled(value, 10_000, "万"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Scaled(long value, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round((decimal)value / unit, 1, MidpointRounding.AwayFromZero):0.0} {name}");
}
