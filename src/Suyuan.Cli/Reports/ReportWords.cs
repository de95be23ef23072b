using Suyuan.Cli.Configuration;
using Suyuan.Reporting;

namespace Suyuan.Cli.Reports;

internal enum ReportFormat
{
    Html,
    Json,
    Pdf,
    Docx,
    Xlsx,
}

/// <summary>The words of reports that command lines and configurations use.</summary>
internal static class ReportWords
{
    public static IReadOnlyDictionary<string, ReportFormat> FormatByToken { get; } =
        Enum.GetValues<ReportFormat>().ToDictionary(format => format.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <param name="place">The option or key, for the message.</param>
    /// <exception cref="ConfigurationException">A word is none of those that there are, or there is none at all.</exception>
    public static IReadOnlySet<ReportLanguage> Languages(string place, IEnumerable<string> words) =>
        Read(place, words, Enum.GetValues<ReportLanguage>().ToDictionary(language => language.Token()), empty: false);

    public static IReadOnlySet<ReportEdition> Editions(string place, IEnumerable<string> words) =>
        Read(place, words, Enum.GetValues<ReportEdition>().ToDictionary(edition => edition.Token()), empty: false);

    public static IReadOnlySet<ReportFormat> Formats(string place, IEnumerable<string> words) => Read(place, words, FormatByToken, empty: false);

    public static IReadOnlySet<ReportPart> Parts(string place, IEnumerable<string> words) => Read(place, words, ReportParts.ByToken, empty: true);

    private static HashSet<T> Read<T>(string place, IEnumerable<string> words, IReadOnlyDictionary<string, T> known, bool empty)
    {
        HashSet<T> read = words.Select(word => known.TryGetValue(word, out T? value)
            ? value : throw new ConfigurationException($"{place}: '{word}' is none of {string.Join(", ", known.Keys)}")).ToHashSet();
        return read.Count > 0 || empty ? read : throw new ConfigurationException($"{place} names none of {string.Join(", ", known.Keys)}");
    }
}
