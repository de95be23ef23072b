using Suyuan.Model;
using Suyuan.Reporting;

namespace Suyuan.Cli.Reports;

internal enum ReportFormat
{
    Html,
    Json,
}

/// <summary>Writes the documents of one report: a file for each language, edition and format.</summary>
internal static class ReportFiles
{
    /// <summary>JSON holds both languages' numbers, which are the same: one file an edition.</summary>
    public static IReadOnlyList<string> Write(
        Report report, string folder, IReadOnlyCollection<ReportLanguage> languages, IReadOnlyCollection<ReportEdition> editions, IReadOnlyCollection<ReportFormat> formats)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [];
        foreach (ReportEdition edition in editions)
        {
            if (formats.Contains(ReportFormat.Html))
            {
                foreach (ReportLanguage language in languages)
                {
                    Put($"{Name(report.Period, edition)}.{language.Token()}.html", HtmlReport.Render(report, language, edition));
                }
            }
            if (formats.Contains(ReportFormat.Json))
            {
                Put($"{Name(report.Period, edition)}.json", JsonReport.Render(report, edition));
            }
        }
        return files;

        void Put(string name, string text)
        {
            string path = Path.Combine(folder, name);
            // Beside, then in place: a reader never sees half a report.
            string draft = path + ".new";
            File.WriteAllText(draft, text);
            File.Move(draft, path, overwrite: true);
            files.Add(path);
        }
    }

    private static string Name(Period period, ReportEdition edition) => $"suyuan-{period.Name}-{edition.Token()}";
}
