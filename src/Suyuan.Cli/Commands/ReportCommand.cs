using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Places;
using Suyuan.Cli.Reports;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan report</c>: the attack-resource report of a period.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<string?> period = new("--period") { Description = "2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15; default: the quarter of the last event.", HelpName = "PERIOD" };
        Option<string?> languages = new("--lang") { Description = "zh, en or both; default: report.languages of the configuration, else both.", HelpName = "zh,en" };
        Option<string?> formats = new("--format") { Description = "html (self-contained), json (every number), pdf, docx, xlsx; default: report.formats, else html.", HelpName = "html,json,pdf,docx,xlsx" };
        Option<string?> editions = new("--edition") { Description = "public masks addresses, internal does not; default: report.editions, else public.", HelpName = "public,internal" };
        Option<string> output = new("--output", "-o") { Description = "Folder to write to.", HelpName = "DIR", DefaultValueFactory = _ => "." };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Command command = new("report", "Write the attack-resource report of a period, in Chinese and English.") { period, languages, formats, editions, output, store, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            IReadOnlySet<ReportLanguage> wantedLanguages = ReportWords.Languages("--lang", Split(arguments.GetValue(languages)) ?? configuration.Report.Languages);
            IReadOnlySet<ReportEdition> wantedEditions = ReportWords.Editions("--edition", Split(arguments.GetValue(editions)) ?? configuration.Report.Editions);
            IReadOnlySet<ReportFormat> wantedFormats = ReportWords.Formats("--format", Split(arguments.GetValue(formats)) ?? configuration.Report.Formats);
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using IAttackReader opened = StoredReport.Open(configuration, places.Lookup);
            Report report = StoredReport.Build(opened, arguments.GetValue(period), places.Lookup, configuration, TimeProvider.System);
            IReadOnlyList<string> files = ReportFiles.Write(
                report, arguments.GetRequiredValue(output), wantedLanguages, wantedEditions, wantedFormats,
                () => StoredLists.Of(opened, report.Period), new ChromiumPrinter(configuration.Report.Browser));
            foreach (string file in files)
            {
                Console.Out.WriteLine(file);
            }
            return ExitCodes.Ok;
        });
        return command;
    }

    private static List<string>? Split(string? text) => text is null ? null : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
