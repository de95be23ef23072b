using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What a source of the address data is called and serves for. The data says it in English, then in Chinese: "country 国家地区"; each document takes its own part.</summary>
internal static class SourceUses
{
    public static string In(AddressDataSource source, ReportLanguage language) => Part(source.Use, language);

    public static string NameIn(AddressDataSource source, ReportLanguage language) => Part(source.Name, language);

    private static string Part(string text, ReportLanguage language)
    {
        int han = text.AsSpan().IndexOfAnyInRange('\u4E00', '\u9FFF');
        return han < 0 ? text : language == ReportLanguage.Chinese ? text[han..] : text[..han].TrimEnd();
    }
}
