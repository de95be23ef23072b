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
        Option<string> languages = new("--lang") { Description = "zh, en or both.", HelpName = "zh,en", DefaultValueFactory = _ => "zh,en" };
        Option<string> formats = new("--format") { Description = "html (self-contained) or json (every number).", HelpName = "html,json", DefaultValueFactory = _ => "html" };
        Option<string> editions = new("--edition") { Description = "public masks addresses, internal does not.", HelpName = "public,internal", DefaultValueFactory = _ => "public" };
        Option<string> output = new("--output", "-o") { Description = "Folder to write to.", HelpName = "DIR", DefaultValueFactory = _ => "." };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Command command = new("report", "Write the attack-resource report of a period, in Chinese and English.") { period, languages, formats, editions, output, store, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            HashSet<ReportLanguage> wantedLanguages = Parse<ReportLanguage>("--lang", arguments.GetRequiredValue(languages), ReportTokens.TryParseLanguage, "zh, en");
            HashSet<ReportEdition> wantedEditions = Parse<ReportEdition>("--edition", arguments.GetRequiredValue(editions), ReportTokens.TryParseEdition, "public, internal");
            HashSet<ReportFormat> wantedFormats = Parse<ReportFormat>("--format", arguments.GetRequiredValue(formats), TryParseFormat, "html, json");
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using DuckDbStore opened = StoredReport.Open(configuration, places.Lookup);
            Report report = StoredReport.Build(opened, arguments.GetValue(period), places.Lookup, configuration, TimeProvider.System);
            foreach (string file in ReportFiles.Write(report, arguments.GetRequiredValue(output), wantedLanguages, wantedEditions, wantedFormats))
            {
                Console.Out.WriteLine(file);
            }
            return ExitCodes.Ok;
        });
        return command;
    }

    private delegate bool TryParse<T>(string? token, out T value);

    private static HashSet<T> Parse<T>(string option, string text, TryParse<T> parse, string allowed) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(token => parse(token, out T value) ? value : throw new ConfigurationException($"{option}: '{token}' is none of {allowed}"))
            .ToHashSet();

    private static bool TryParseFormat(string? token, out ReportFormat format)
    {
        format = token == "json" ? ReportFormat.Json : ReportFormat.Html;
        return token is "html" or "json";
    }
}
