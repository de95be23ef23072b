using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary>Options that several commands share, each with one meaning.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config") { Description = "Configuration file (default: suyuan.yaml where it exists).", HelpName = "FILE" };

    public static Option<string?> Store() => new("--store") { Description = "The store file (default: suyuan.duckdb).", HelpName = "FILE" };

    public static Option<OutputFormat> Format() => new("--format")
    {
        Description = "How to write it.",
        HelpName = "table|json|csv",
        DefaultValueFactory = _ => OutputFormat.Table,
        CustomParser = result => result.Parse("table, json or csv", text => text switch
        {
            "table" => OutputFormat.Table,
            "json" => OutputFormat.Json,
            "csv" => OutputFormat.Csv,
            _ => (OutputFormat?)null,
        }),
    };

    public static Option<double> MinConfidence() => new("--min-confidence")
    {
        Description = "Leave out what is less certain.",
        HelpName = "0..1",
        DefaultValueFactory = _ => ListFilter.DefaultConfidence,
        CustomParser = result => result.Parse("a number from 0 to 1", OptionValues.Share),
    };

    public static Option<string> Language() =>
        new("--lang") { Description = "Language of the evidence: zh or en.", HelpName = "zh|en", DefaultValueFactory = _ => "en" };

    /// <exception cref="ConfigurationException">The language has no texts.</exception>
    public static ReportLanguage ReadLanguage(ParseResult arguments, Option<string> language) =>
        ReportTokens.TryParseLanguage(arguments.GetRequiredValue(language), out ReportLanguage known)
            ? known
            : throw new ConfigurationException($"--lang: '{arguments.GetValue(language)}' is not zh or en");

    public static SuyuanConfiguration Load(ParseResult arguments, Option<string?> config, Option<string?>? store = null)
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Load(arguments.GetValue(config));
        if (configuration.Warning is string warning)
        {
            Console.Error.WriteLine($"suyuan: warning: {warning}");
        }
        if (store is not null && arguments.GetValue(store) is string path)
        {
            configuration.Store.Path = path;
        }
        return configuration;
    }
}
