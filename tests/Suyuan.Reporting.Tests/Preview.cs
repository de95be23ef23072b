using Suyuan.Cli.Reports;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>Writes the documents to the folder named by <c>REPORT_PREVIEW</c>, to be looked at; <c>REPORT_PREVIEW_ONLY</c> (<c>reference-zh-public</c>) says which.</summary>
public sealed class Preview
{
    [Fact]
    public void Documents_are_written_where_REPORT_PREVIEW_says()
    {
        string? folder = Environment.GetEnvironmentVariable("REPORT_PREVIEW");
        Assert.SkipWhen(folder is null, "REPORT_PREVIEW names no folder");
        Directory.CreateDirectory(folder!);
        string only = Environment.GetEnvironmentVariable("REPORT_PREVIEW_ONLY") ?? "";
        foreach (string name in TestReports.Names.Where(name => only.Length == 0 || only.StartsWith(name, StringComparison.Ordinal)))
        {
            Report report = TestReports.Of(name);
            using ChartRenderer renderer = new();
            foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
            {
                foreach (ReportEdition edition in Enum.GetValues<ReportEdition>().Where(edition => $"{name}-{language.Token()}-{edition.Token()}".StartsWith(only, StringComparison.Ordinal)))
                {
                    File.WriteAllText(Path.Combine(folder!, $"{name}-{language.Token()}-{edition.Token()}.html"), HtmlReport.Render(report, language, edition, renderer));
                    File.WriteAllBytes(Path.Combine(folder!, $"{name}-{language.Token()}-{edition.Token()}.pdf"), PdfReport.Render(report, language, edition, new ChromiumPrinter(null), renderer));
                    using FileStream workbook = File.Create(Path.Combine(folder!, $"{name}-{language.Token()}-{edition.Token()}.xlsx"));
                    using FileStream document = File.Create(Path.Combine(folder!, $"{name}-{language.Token()}-{edition.Token()}.docx"));
                    DocxReport.Write(report, language, edition, document);
                    XlsxReport.Write(report, language, edition, TestLists.Few(), workbook);
                }
            }
            File.WriteAllText(Path.Combine(folder!, $"{name}-public.json"), JsonReport.Render(report, ReportEdition.Public));
        }
        Assert.NotEmpty(Directory.GetFiles(folder!));
    }
}
