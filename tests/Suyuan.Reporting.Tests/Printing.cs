using System.Diagnostics;
using Suyuan.Cli.Reports;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>The browser that prints, and the program that reads the text of what it printed.</summary>
internal static class Printing
{
    public static ChromiumPrinter Printer { get; } = new(null);

    private static readonly Dictionary<(string, ReportLanguage), byte[]> s_public = [];

    /// <summary>The public edition of a report by its name, printed once: printing is what takes the time.</summary>
    public static byte[] Public(string name, ReportLanguage language)
    {
        lock (s_public)
        {
            if (!s_public.TryGetValue((name, language), out byte[]? pdf))
            {
                using ChartRenderer renderer = new();
                s_public[(name, language)] = pdf = PdfReport.Render(TestReports.Of(name), language, ReportEdition.Public, Printer, renderer);
            }
            return pdf;
        }
    }

    public static void SkipWithoutBrowser()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, "chromium"))), "no chromium on the path");
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, "pdftotext"))), "no pdftotext on the path");
    }

    public static string Text(byte[] pdf)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            ProcessStartInfo start = new("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
