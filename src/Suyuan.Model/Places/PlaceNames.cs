namespace Suyuan.Model;

/// <summary>
/// The names that readers see for the short tokens of <see cref="Place"/>. Unknown tokens come back as they are, so that a name
/// which a newer data set brings is printed and not lost.
/// </summary>
public static class PlaceNames
{
    /// <summary>ISO 3166-1 codes with a name, in alphabetical order.</summary>
    public static IReadOnlyList<string> Countries => CountryNames.Codes;

    /// <summary>The 31 provinces of the mainland as short names in the order of GB/T 2260; 香港, 澳门 and 台湾 are countries or regions here.</summary>
    public static IReadOnlyList<string> Provinces => ProvinceNames.Shorts;

    /// <summary>Operators and clouds whose English name is another.</summary>
    public static IReadOnlyList<string> Networks => NetworkNames.All;

    /// <summary>CN → 中国, HK → 中国香港.</summary>
    public static string CountryZh(string code) => CountryNames.Find(code)?.Zh ?? code;

    /// <summary>CN → China, HK → Hong Kong, China.</summary>
    public static string CountryEn(string code) => CountryNames.Find(code)?.En ?? code;

    /// <summary>广东 → 广东省, 内蒙古 → 内蒙古自治区.</summary>
    public static string ProvinceFull(string shortZh) => ProvinceNames.Find(shortZh)?.Full ?? shortZh;

    /// <summary>广东 → Guangdong, 陕西 → Shaanxi.</summary>
    public static string ProvinceEn(string shortZh) => ProvinceNames.Find(shortZh)?.En ?? shortZh;

    /// <summary>The six-digit GB/T 2260 code (广东 → 440000), by which tables order ties; <see cref="int.MaxValue"/> for anything else.</summary>
    public static int ProvinceOrder(string shortZh) => ProvinceNames.Find(shortZh)?.Code ?? int.MaxValue;

    /// <summary>
    /// The short name for any common spelling (广东省, 内蒙古自治区, 宁夏回族, Guangdong); null when the text names none of the 31.
    /// </summary>
    public static string? ProvinceShort(string? text) => ProvinceNames.Recognise(text);

    /// <summary>电信 → China Telecom, 阿里云 → Alibaba Cloud.</summary>
    public static string NetworkEn(string zh) => NetworkNames.Find(zh) ?? zh;

    /// <summary>China Telecom → 电信, also without regard to case; null when the text is no English name of ours.</summary>
    public static string? NetworkShort(string en) => NetworkNames.FindEnglish(en);
}
