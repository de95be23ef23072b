using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What readers see for the tokens of machine output: the report's names, for those who show the same data elsewhere.</summary>
public static class ReaderNames
{
    /// <summary>syn-flood → SYN 洪水, SYN flood.</summary>
    public static string Vector(string token, ReportLanguage language) =>
        language == ReportLanguage.Chinese ? ChineseTexts.VectorName(token) : EnglishTexts.VectorName(token);

    /// <summary>ntp → NTP.</summary>
    public static string Protocol(string token, ReportLanguage language) =>
        language == ReportLanguage.Chinese ? ChineseTexts.Protocol(token) : EnglishTexts.Protocol(token);

    /// <summary>HK → 中国香港; Hong Kong, China.</summary>
    public static string Country(string code, ReportLanguage language) =>
        language == ReportLanguage.Chinese ? PlaceNames.CountryZh(code) : PlaceNames.CountryEn(code);

    /// <summary>广东 → Guangdong.</summary>
    public static string Province(string name, ReportLanguage language) => language == ReportLanguage.Chinese ? name : PlaceNames.ProvinceEn(name);

    /// <summary>An operator or cloud: 电信 → China Telecom.</summary>
    public static string Network(string name, ReportLanguage language) => language == ReportLanguage.Chinese ? name : PlaceNames.NetworkEn(name);
}
