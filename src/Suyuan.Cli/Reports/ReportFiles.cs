using System.Text;
using Suyuan.Model;
using Suyuan.Reporting;

namespace Suyuan.Cli.Reports;

/// <summary>Writes the documents of one report: a file for each language, edition and format.</summary>
internal static class ReportFiles
{
    /// <summary>JSON holds both languages' numbers, which are the same: one file an edition.</summary>
    /// <param name="lists">Full lists for the internal workbook, asked for where one is written.</param>
    /// <exception cref="IOException">The folder cannot be written; no half file stays.</exception>
    /// <exception cref="PagePrinterException">A PDF cannot be printed here; documents of the other formats are written before it.</exception>
    public static IReadOnlyList<string> Write(
        Report report, string folder, IReadOnlyCollection<ReportLanguage> languages, IReadOnlyCollection<ReportEdition> editions,
        IReadOnlyCollection<ReportFormat> formats, Func<IEnumerable<ReportList>> lists, IPagePrinter printer)
    {
        using ChartRenderer renderer = new();
        List<string> files = [];
        foreach (ReportFormat format in formats.Order().OrderBy(format => format == ReportFormat.Pdf))
        {
            foreach (ReportEdition edition in editions)
            {
                string name = $"suyuan-{report.Period.Name}-{edition.Token()}";
                if (format == ReportFormat.Json)
                {
                    files.Add(Put(folder, name + ".json", stream => stream.Write(Encoding.UTF8.GetBytes(JsonReport.Render(report, edition)))));
                    continue;
                }
                foreach (ReportLanguage language in languages)
                {
                    files.Add(Put(folder, $"{name}.{language.Token()}.{format.ToString().ToLowerInvariant()}", stream => Document(stream, format, language, edition)));
                }
            }
        }
        return files;

        void Document(Stream stream, ReportFormat format, ReportLanguage language, ReportEdition edition)
        {
            switch (format)
            {
                case ReportFormat.Pdf:
                    stream.Write(PdfReport.Render(report, language, edition, printer, renderer));
                    break;
                case ReportFormat.Docx:
                    DocxReport.Write(report, language, edition, stream);
                    break;
                case ReportFormat.Xlsx:
                    XlsxReport.Write(report, language, edition, edition == ReportEdition.Internal ? lists() : [], stream);
                    break;
                default:
                    stream.Write(Encoding.UTF8.GetBytes(HtmlReport.Render(report, language, edition, renderer)));
                    break;
            }
        }
    }

    /// <summary>Beside, then in place: a reader never sees half a report, and what is interrupted leaves none.</summary>
    private static string Put(string folder, string name, Action<Stream> write)
    {
        string path = Path.Combine(folder, name);
        string draft = path + ".new";
        FileStream stream;
        try
        {
            Directory.CreateDirectory(folder);
            stream = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder} cannot be written to ({error.Message.TrimEnd('.')}); -o names another folder", error);
        }
        try
        {
            using (stream)
            {
                write(stream);
            }
            File.Move(draft, path, overwrite: true);
            return path;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
