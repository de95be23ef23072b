using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What a source of the address data serves for. The data says it in English, then in Chinese: "country 国家地区"; each document takes its own part.</summary>
internal static class SourceUses
{
    public static string In(AddressDataSource source, ReportLanguage language)
    {
        int han = source.Use.AsSpan().IndexOfAnyInRange('\u4E00', '\u9FFF');
        return han < 0 ? source.Use : language == ReportLanguage.Chinese ? source.Use[han..] : source.Use[..han].TrimEnd();
    }
}
