using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Suyuan.Reporting;

namespace Suyuan.Cli.Reports;

/// <summary>Prints with a Chromium that the machine has (Chromium, Chrome, Edge), each page in a profile and a folder of its own that go with it.</summary>
/// <param name="configured">Path of the browser; null = found on the path.</param>
internal sealed class ChromiumPrinter(string? configured) : IPagePrinter
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    /// <summary>A report prints in two seconds; a browser that hangs must not hang the command.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Says whether a Han character looks other than one that no font can have: a browser without a font for it draws both as the same box.
    /// </summary>
    private const string FontPage = """
        <!DOCTYPE html><meta charset="utf-8"><canvas id="c" width="64" height="64"></canvas><p id="answer"></p><script>
        const context = document.getElementById('c').getContext('2d');
        const draw = text => { context.clearRect(0, 0, 64, 64); context.font = '40px sans-serif'; context.fillText(text, 8, 48); return context.getImageData(0, 0, 64, 64).data.join(); };
        document.getElementById('answer').textContent = draw('源') === draw('\u{10FFFD}') ? 'han-' + 'missing' : 'han-' + 'present';
        </script>
        """;

    private string? _browser;
    private bool _fontChecked;

    public byte[] Print(string html)
    {
        string browser = _browser ??= Find();
        string folder = Directory.CreateTempSubdirectory("suyuan-print-").FullName;
        try
        {
            if (!_fontChecked && html.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF'))
            {
                CheckFont(browser, folder);
                _fontChecked = true;
            }
            string page = Path.Combine(folder, "report.html");
            string pdf = Path.Combine(folder, "report.pdf");
            File.WriteAllText(page, html);
            Run(browser, folder, "--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=" + pdf, new Uri(page).AbsoluteUri);
            return File.Exists(pdf) ? File.ReadAllBytes(pdf) : throw new PagePrinterException($"{browser} ended without a PDF");
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void CheckFont(string browser, string folder)
    {
        string page = Path.Combine(folder, "font.html");
        File.WriteAllText(page, FontPage);
        if (Run(browser, folder, "--dump-dom", new Uri(page).AbsoluteUri).Contains("han-missing", StringComparison.Ordinal))
        {
            throw new PagePrinterException("no font for Chinese is installed, and the PDF would show boxes; install one, for instance Debian's fonts-noto-cjk, or write English documents");
        }
    }

    private string Find()
    {
        if (configured is { Length: > 0 })
        {
            return File.Exists(configured) ? configured : throw new PagePrinterException($"report.browser: there is no {configured}");
        }
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists)
            ?? throw new PagePrinterException("a PDF is printed by Chromium, Chrome or Edge, and none is on the path; install one (Debian: apt install chromium) or set report.browser to its path");
    }

    private static string Run(string browser, string folder, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(browser) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["--headless=new", "--disable-gpu", "--disable-extensions", "--no-first-run", "--user-data-dir=" + Path.Combine(folder, "profile")])
        {
            start.ArgumentList.Add(argument);
        }
        if (Environment.UserName == "root")
        {
            // The sandbox refuses root; the page is ours, runs no script and fetches nothing.
            start.ArgumentList.Add("--no-sandbox");
        }
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using Process process = Process.Start(start) ?? throw new PagePrinterException($"{browser} does not start");
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                throw new PagePrinterException(string.Create(CultureInfo.InvariantCulture, $"{browser} did not print within {s_patience.TotalSeconds} seconds"));
            }
            return process.ExitCode == 0
                ? output.GetAwaiter().GetResult()
                : throw new PagePrinterException(string.Create(CultureInfo.InvariantCulture, $"{browser} ended with code {process.ExitCode}: {LastLine(errors.GetAwaiter().GetResult())}"));
        }
        catch (Win32Exception fault)
        {
            throw new PagePrinterException($"{browser} does not start: {fault.Message}", fault);
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("no reason given");

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may still write into its profile; the folder is one of the temporary ones.
        }
    }
}
